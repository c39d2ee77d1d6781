using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Guarding;

namespace Nanobot.Services.Tenants.Models;

/// <summary>Which headers a model's server may be sent beside the suite's own.</summary>
internal static class ModelHeaders
{
    private const int Most = 16;

    /// <summary>Adds what is wrong with them.</summary>
    public static void Check(IReadOnlyDictionary<string, string?> headers, ValidationErrors errors) =>
        FurtherHeaders.Check(headers, "headers", Most, IsTaken, "Authorization (use key)", errors);

    private static bool IsTaken(string name) =>
        name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || name.Equals("X-Client-Request-Id", StringComparison.OrdinalIgnoreCase);
}
