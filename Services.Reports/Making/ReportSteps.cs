using System.Text.Json;
using Nanobot.Platform.Data;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Words;
using Npgsql;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Keeps what each step of a report has made, together with how far it is, for as long as the worker holds its lease. Whoever takes the report up after a crash, or for another attempt,
/// goes on behind the last step.
/// </summary>
internal sealed partial class ReportSteps(TenantDb db, ILogger<ReportSteps> logger)
{
    private const string Held = """
        held as (
            update all_reports set step = $5, progress = $6
            where tenant_id = $1 and user_id = $2 and report_id = $3 and lease_id = $4 and status = 'processing'
            returning tenant_id, user_id, report_id
        )
        """;

    private const string KeepEvidence = $"""
        with {Held}
        insert into all_report_evidence (tenant_id, user_id, report_id, gathered_at, evidence, basis_hash)
        select tenant_id, user_id, report_id, $7, $8::json, $9 from held
        on conflict (tenant_id, user_id, report_id) do update set gathered_at = excluded.gathered_at, evidence = excluded.evidence, basis_hash = excluded.basis_hash, words = null, prompt_hash = null
        """;

    private const string KeepWords = $"""
        with {Held}
        update all_report_evidence set words = $7::json, prompt_hash = $8 from held
        where all_report_evidence.tenant_id = held.tenant_id and all_report_evidence.user_id = held.user_id and all_report_evidence.report_id = held.report_id
        """;

    private const string Find = "select evidence, words from all_report_evidence where tenant_id = $1 and user_id = $2 and report_id = $3";

    private const string FindWords = """
        select words from all_report_evidence where tenant_id = $1 and user_id = $2 and prompt_hash = $3 and words is not null
        order by gathered_at desc limit 1
        """;

    /// <summary>What is kept of a report. What cannot be read is made again.</summary>
    public async Task<KeptSteps> FindAsync(ClaimedReport report, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(report.Context, new Sql(Find, report.TenantId, report.UserId, report.ReportId), static row => RowFaults.TryRead(row, Read), cancellationToken);
        switch (rows)
        {
            case [(null, { } fault)]:
                Log.Unreadable(logger, report.ReportId, fault);
                return KeptSteps.None;
            case [({ } kept, _)]:
                return kept;
            default:
                return KeptSteps.None;
        }
    }

    /// <summary>The evidence is there, and what was said of another goes; false where the lease is lost.</summary>
    public async Task<bool> KeepAsync(ClaimedReport report, EvidenceSnapshot evidence, EvidenceBasis basis, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(report.Context,
            Statement(KeepEvidence, report, ReportProgress.Gathered, evidence.GatheredAt, JsonSerializer.Serialize(evidence, StoredJson.Default.EvidenceSnapshot), basis.Hash), cancellationToken) > 0;

    /// <summary>The words are there; false where the lease is lost.</summary>
    public async Task<bool> KeepAsync(ClaimedReport report, ReportPrompt prompt, CheckedWords words, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(report.Context,
            Statement(KeepWords, report, ReportProgress.Written, JsonSerializer.Serialize(words, StoredJson.Default.CheckedWords), prompt.Hash), cancellationToken) > 0;

    /// <summary>What was left of the latest answer to the same question of the same user; null where it was not asked, nothing was left, or that cannot be read.</summary>
    public async Task<CheckedWords?> FindWordsAsync(ClaimedReport report, ReportPrompt prompt, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(report.Context, new Sql(FindWords, report.TenantId, report.UserId, prompt.Hash),
            static row => RowFaults.TryRead(row, static row => JsonSerializer.Deserialize(row.GetString(0), StoredJson.Default.CheckedWords) ?? throw new JsonException()), cancellationToken);
        if (rows is [(null, { } fault)])
        {
            Log.Unreadable(logger, report.ReportId, fault);
        }

        return rows is [({ Paragraphs.Count: > 0, Degradations: null } words, _)] ? words : null;
    }

    private static Sql Statement(string text, ClaimedReport report, ReportProgress progress, params object[] more) =>
        new(text, [report.TenantId, report.UserId, report.ReportId, report.LeaseId, progress.Step.Value, progress.Percent, .. more]);

    private static KeptSteps Read(NpgsqlDataReader row) => new(
        JsonSerializer.Deserialize(row.GetString(0), StoredJson.Default.EvidenceSnapshot),
        row.IsDBNull(1) ? null : JsonSerializer.Deserialize(row.GetString(1), StoredJson.Default.CheckedWords));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What earlier attempts at report {ReportId} have made cannot be read, and is made again: {Fault}")]
        public static partial void Unreadable(ILogger logger, Guid reportId, string fault);
    }
}
