using Nanobot.Platform.Objects;

namespace Nanobot.Services.Reports.Archive;

/// <summary>What the store has of a report, as a whole.</summary>
internal static class ReportObjects
{
    /// <summary>Removes it; its row is gone, or goes in the transaction behind.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer.</exception>
    public static async Task DeleteAsync(
        IObjectStore store, string tenantId, Guid reportId, string? contentHash, string? evidenceHash, CancellationToken cancellationToken)
    {
        if (contentHash is not null)
        {
            await store.DeleteAsync(ArchiveKeys.OfContent(tenantId, reportId, contentHash), cancellationToken);
        }

        if (evidenceHash is not null)
        {
            await store.DeleteAsync(ArchiveKeys.OfEvidence(tenantId, reportId, evidenceHash), cancellationToken);
        }
    }
}
