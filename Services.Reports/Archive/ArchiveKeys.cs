using System.Diagnostics.CodeAnalysis;
using Nanobot.Platform.Objects;

namespace Nanobot.Services.Reports.Archive;

/// <summary>
/// Under which keys the store has what belongs to a report: <c>tenant/reports/id/hash.md</c>, in the order of ids and so of time. The hash is of what is kept, so that nothing is ever put over something else, and what was
/// put there by whoever died before saying so is put there again as the same.
/// </summary>
internal static class ArchiveKeys
{
    private const string Room = "reports";
    private const string Content = ".md";
    private const string Evidence = ".json.br";

    // Enough to tell what one report has ever had.
    private const int HashLength = 32;

    public static ObjectKey OfContent(string tenantId, Guid reportId, string hash) => Of(tenantId, reportId, hash, Content);

    public static ObjectKey OfEvidence(string tenantId, Guid reportId, string hash) => Of(tenantId, reportId, hash, Evidence);

    /// <summary>Whose it is; false for what is no report's.</summary>
    public static bool TryRead(ObjectKey key, [NotNullWhen(true)] out string? tenantId, out Guid reportId, [NotNullWhen(true)] out string? hash)
    {
        (tenantId, reportId, hash) = (null, default, null);
        if (key.Segments is not [var tenant, Room, var id, var name] || !Guid.TryParseExact(id, "N", out reportId) || name.Length <= HashLength || name[HashLength..] is not (Content or Evidence))
        {
            return false;
        }

        (tenantId, hash) = (tenant, name[..HashLength]);
        return true;
    }

    /// <summary>What stands in a key for a hash.</summary>
    public static string Short(string hash) => hash[..HashLength];

    private static ObjectKey Of(string tenantId, Guid reportId, string hash, string kind) =>
        ObjectKey.Of(tenantId, Room, reportId.ToString("N"), Short(hash) + kind);
}
