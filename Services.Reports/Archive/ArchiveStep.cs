using System.Text;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Objects;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Archive;

/// <summary>
/// The next thing to do with a report in the archive: it is put in the store; later its rows are freed of what is there, once that was read and found to be the same; still later it goes to the
/// cold tier; and what is read there comes back. Each is done again without harm where somebody died over it.
/// </summary>
internal sealed partial class ArchiveStep(IObjectStore store, ArchiveQueue queue, ReportsTelemetry telemetry, IOptions<ArchiveOptions> options, TimeProvider time, ILogger<ArchiveStep> logger)
{
    // Until what was asked back from an archive is looked for again.
    private static readonly TimeSpan WhileAskedBack = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AfterDamage = TimeSpan.FromMinutes(1);

    /// <summary>Does it.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer; nothing has changed.</exception>
    public async Task RunAsync(ArchivedReport report, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        switch (report)
        {
            case { ContentHash: null }:
                await StoreAsync(report, now, cancellationToken);
                break;
            case { IsInline: true }:
                await FreeAsync(report, now, cancellationToken);
                break;
            case { IsCold: true, IsRecalled: false }:
                await queue.LaterAsync(report, null, cancellationToken);
                break;
            case { IsCold: true }:
                await MoveAsync(report, ObjectTier.Hot, now + options.Value.RecalledFor, now, cancellationToken);
                break;
            default:
                var due = ColdAt(report);
                await (due is null || due > now ? queue.LaterAsync(report, due, cancellationToken) : MoveAsync(report, ObjectTier.Cold, null, now, cancellationToken));
                break;
        }
    }

    private async Task StoreAsync(ArchivedReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await queue.InlineAsync(report, cancellationToken) is not { } inline)
        {
            return;
        }

        var (content, evidence) = Objects(inline);
        await PutAsync(report, content, evidence, cancellationToken);
        await queue.StoredAsync(report, ReportArchive.HashOf(content), evidence is null ? null : ReportArchive.HashOf(evidence), now, Later(report.CompletedAt + options.Value.InlineFor, now), cancellationToken);
        telemetry.Archived("stored");
    }

    private async Task FreeAsync(ArchivedReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = report.CompletedAt + options.Value.InlineFor;
        if (due > now)
        {
            await queue.LaterAsync(report, due, cancellationToken);
            return;
        }

        // What is freed here is nowhere else: it goes once it has been read back.
        if (await IsIntactAsync(ContentKey(report), report.ContentHash!, cancellationToken)
            && (report.EvidenceHash is null || await IsIntactAsync(EvidenceKey(report), report.EvidenceHash, cancellationToken)))
        {
            await queue.FreeAsync(report, ColdAt(report) is { } cold ? Later(cold, now) : null, cancellationToken);
            telemetry.Archived("freed");
            return;
        }

        Log.Damaged(logger, report.ReportId);
        telemetry.Archived("damaged");
        if (await queue.InlineAsync(report, cancellationToken) is { } inline)
        {
            var (content, evidence) = Objects(inline);
            await PutAsync(report, content, evidence, cancellationToken);
            await queue.LaterAsync(report, now + AfterDamage, cancellationToken);
        }
    }

    private async Task MoveAsync(ArchivedReport report, ObjectTier tier, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ObjectState[] states = [await store.MoveAsync(ContentKey(report), tier, cancellationToken), report.EvidenceHash is null ? ObjectState.Found : await store.MoveAsync(EvidenceKey(report), tier, cancellationToken)];
        if (states.Contains(ObjectState.Missing))
        {
            Log.Missing(logger, report.ReportId);
            telemetry.Archived("missing");
            await queue.LaterAsync(report, null, cancellationToken);
        }
        else if (states.Contains(ObjectState.Archived))
        {
            await queue.LaterAsync(report, now + WhileAskedBack, cancellationToken);
        }
        else
        {
            await queue.MovedAsync(report, tier == ObjectTier.Cold, next, cancellationToken);
            telemetry.Archived(tier == ObjectTier.Cold ? "cooled" : "recalled");
        }
    }

    private async Task PutAsync(ArchivedReport report, byte[] content, byte[]? evidence, CancellationToken cancellationToken)
    {
        await store.PutAsync(ArchiveKeys.OfContent(report.TenantId, report.ReportId, ReportArchive.HashOf(content)), content, "text/markdown; charset=utf-8", cancellationToken);
        if (evidence is not null)
        {
            await store.PutAsync(ArchiveKeys.OfEvidence(report.TenantId, report.ReportId, ReportArchive.HashOf(evidence)), evidence, "application/octet-stream", cancellationToken);
        }
    }

    private async Task<bool> IsIntactAsync(ObjectKey key, string hash, CancellationToken cancellationToken) =>
        await store.GetAsync(key, cancellationToken) is { State: ObjectState.Found } there && ReportArchive.HashOf(there.Content.Span) == hash;

    private static (byte[] Content, byte[]? Evidence) Objects(InlineReport inline) =>
        (Encoding.UTF8.GetBytes(inline.Content), inline.Evidence is null ? null : EvidencePack.Pack(inline.Evidence, inline.Words));

    private DateTimeOffset? ColdAt(ArchivedReport report) => options.Value.ColdAfter == TimeSpan.Zero ? null : report.CreatedAt + options.Value.ColdAfter;

    private static DateTimeOffset Later(DateTimeOffset due, DateTimeOffset now) => due > now ? due : now;

    private static ObjectKey ContentKey(ArchivedReport report) => ArchiveKeys.OfContent(report.TenantId, report.ReportId, report.ContentHash!);

    private static ObjectKey EvidenceKey(ArchivedReport report) => ArchiveKeys.OfEvidence(report.TenantId, report.ReportId, report.EvidenceHash!);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The store has not what was put there of report {ReportId}; it is put there again from the database")]
        public static partial void Damaged(ILogger logger, Guid reportId);

        [LoggerMessage(LogLevel.Error, "The store has nothing of report {ReportId} any more, and neither has the database")]
        public static partial void Missing(ILogger logger, Guid reportId);
    }
}
