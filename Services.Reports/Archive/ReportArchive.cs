using System.Security.Cryptography;
using System.Text;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Archive;

/// <summary>
/// Reads what the database does not have any more. What the store gives is held against the hash that the row has, so that nothing else is ever taken for a report; and what is read in the cold
/// tier is noted, to be brought back.
/// </summary>
internal sealed class ReportArchive(IObjectStore store, TenantDb db, TimeProvider time)
{
    private const string Recall = """
        update all_reports set recalled_at = $4, archive_at = $4
        where tenant_id = $1 and user_id = $2 and report_id = $3 and tier = 'cold' and recalled_at is null
        """;

    /// <summary>The Markdown of a report of the context's user.</summary>
    /// <exception cref="RefusalException">It is in an archive, and was asked back.</exception>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer.</exception>
    /// <exception cref="StoredDataException">The store has something else, or nothing.</exception>
    public async Task<string> ContentAsync(TenantContext context, StoredReport report, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString((await ReadAsync(context, report, ArchiveKeys.OfContent(context.RequiredTenantId, report.ReportId, report.ContentHash), report.ContentHash, cancellationToken)).Span);

    /// <summary>The evidence of a report of the context's user, in the form in which rows have it; null where it has none. Throws what <see cref="ContentAsync"/> throws.</summary>
    public async Task<string?> EvidenceAsync(TenantContext context, StoredReport report, CancellationToken cancellationToken) => report.EvidenceHash is not { } hash
        ? null
        : EvidencePack.Unpack(await ReadAsync(context, report, ArchiveKeys.OfEvidence(context.RequiredTenantId, report.ReportId, hash), hash, cancellationToken));

    /// <summary>SHA-256, as rows have it.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task<ReadOnlyMemory<byte>> ReadAsync(TenantContext context, StoredReport report, ObjectKey key, string hash, CancellationToken cancellationToken)
    {
        var reading = await store.GetAsync(key, cancellationToken);
        if (report is { IsCold: true, IsRecalled: false } && reading.State != ObjectState.Missing)
        {
            await db.ExecuteAsync(context, new Sql(Recall, context.RequiredTenantId, context.RequiredUserId, report.ReportId, time.GetUtcNow()) { IsBookkeeping = true }, cancellationToken);
        }

        return reading.State switch
        {
            ObjectState.Missing => throw new StoredDataException($"the store has nothing of report {report.ReportId}"),
            ObjectState.Archived => throw new RefusalException(ReportRefusals.InArchive),
            _ when HashOf(reading.Content.Span) != hash => throw new StoredDataException($"the store has something else for report {report.ReportId}"),
            _ => reading.Content,
        };
    }
}
