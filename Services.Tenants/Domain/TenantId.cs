using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Tenants.Domain;

/// <summary>Form of a tenant's id.</summary>
internal static partial class TenantId
{
    public const string Form = "must be 3 to 50 lower-case letters, digits, '-' and '_', with a letter or digit at both ends, and not the reserved word 'current'";

    // GET /tenants/current answers every member, so no tenant may have that id.
    private const string Reserved = "current";

    public static bool IsValid([NotNullWhen(true)] string? id) => id is not null && id != Reserved && Pattern().IsMatch(id);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{1,48}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
