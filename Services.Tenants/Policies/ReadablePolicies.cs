using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Policies;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Sets of which nothing is certain to be readable: where one policy cannot be read or compiled, nothing is decided by the set, and it is there to be mended.</summary>
internal static class ReadablePolicies
{
    /// <summary>What somebody reads, compiled on trial; null where it cannot be.</summary>
    public static async Task<IReadOnlyList<Policy>?> TryReadAsync(PolicyScope scope, Func<Task<IReadOnlyList<Policy>>> read)
    {
        try
        {
            var policies = await read();
            PolicyLayer.Compile(scope, policies);
            return policies;
        }
        catch (Exception exception) when (exception is JsonException or StoredDataException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The policies of documents.</summary>
    public static Task<IReadOnlyList<Policy>?> TryReadAsync(PolicyScope scope, IReadOnlyList<string> documents) =>
        TryReadAsync(scope, () => Task.FromResult<IReadOnlyList<Policy>>([.. documents.Select(PolicyRow.ReadDocument)]));
}
