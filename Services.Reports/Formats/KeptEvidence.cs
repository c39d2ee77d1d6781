using System.Text.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>The evidence that is kept with a report, as the API shows it.</summary>
internal sealed class KeptEvidence(TenantDb db, ReportArchive archive)
{
    private const string Find = $"""
        select evidence, {StoredReport.Columns} from all_reports left join all_report_evidence using (tenant_id, user_id, report_id)
        where tenant_id = $1 and user_id = $2 and report_id = $3
        """;

    /// <summary>Nothing where there is no such report; without pieces where none is kept.</summary>
    public async Task<ReportEvidence?> FindAsync(TenantContext context, string reportId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(reportId, "D", out var id))
        {
            return null;
        }

        var rows = await RowsAsync(context, id, cancellationToken);
        return rows is not [var row] ? null
            : await TextAsync(context, row, cancellationToken) is { } evidence ? Of(id, Parse(evidence))
            : new ReportEvidence(id, null, [], []);
    }

    /// <summary>The same as it is kept; null where none is kept, or what is cannot be read.</summary>
    public async Task<EvidenceSnapshot?> FindSnapshotAsync(TenantContext context, Guid reportId, CancellationToken cancellationToken)
    {
        if (await RowsAsync(context, reportId, cancellationToken) is not [var row])
        {
            return null;
        }

        try
        {
            return await TextAsync(context, row, cancellationToken) is { } evidence ? Parse(evidence) : null;
        }
        catch (StoredDataException)
        {
            return null;
        }
    }

    private Task<List<(string? Evidence, StoredReport? Stored)>> RowsAsync(TenantContext context, Guid reportId, CancellationToken cancellationToken) =>
        db.QueryAsync(context, new Sql(Find, context.RequiredTenantId, context.RequiredUserId, reportId),
            row => (row.IsDBNull(0) ? null : row.GetString(0), StoredReport.Read(row, 1, reportId)), cancellationToken);

    private async Task<string?> TextAsync(TenantContext context, (string? Evidence, StoredReport? Stored) row, CancellationToken cancellationToken) =>
        row.Evidence ?? (row.Stored is { } stored ? await archive.EvidenceAsync(context, stored, cancellationToken) : null);

    private static EvidenceSnapshot Parse(string evidence)
    {
        try
        {
            return JsonSerializer.Deserialize(evidence, StoredJson.Default.EvidenceSnapshot) ?? throw new StoredDataException("evidence is null");
        }
        catch (JsonException unreadable)
        {
            throw new StoredDataException("evidence cannot be read", unreadable);
        }
    }

    private static ReportEvidence Of(Guid reportId, EvidenceSnapshot kept)
    {
        var (notes, behind) = (kept.Notes ?? [], kept.Quotes.Count + kept.Headlines.Count);
        if (kept.Lines.Count != behind + notes.Count)
        {
            throw new StoredDataException("evidence has not a line for each piece");
        }

        var language = ReportLanguage.For(kept.Language);
        return new ReportEvidence(reportId, kept.GatheredAt,
            [
                .. kept.Quotes.Select((quote, index) => new EvidenceResource(index + 1, "quote", kept.Lines[index], quote.Symbol, FetchedAt(quote.Symbol),
                    QuoteShown.Of(quote), null, [.. quote.Rows.Select(static row => new EvidenceRow(row.Line, row.Text) { Pointer = row.Pointer })])),
                .. kept.Headlines.Select((news, index) => new EvidenceResource(kept.Quotes.Count + index + 1, "news", kept.Lines[kept.Quotes.Count + index], news.Source ?? "", FetchedAt(news.Source),
                    null, new EvidenceNews(news.Title, news.Link, news.Published, news.AlsoIn.Count == 0 ? null : news.AlsoIn), [])),
                .. notes.Select((note, index) => new EvidenceResource(behind + index + 1, note.Kind, kept.Lines[behind + index], note.Source ?? "", FetchedAt(note.Source), null, null, [], note.DerivedFrom)),
            ],
            [
                .. kept.Sources.Select(source => new EvidenceSource(source.Name, source.FetchedAt, source.Items, source.Failure is { } why ? language.Say(why) : null, [.. source.Remarks.Select(language.Say)])),
            ]);

        DateTimeOffset? FetchedAt(string? name) => kept.Sources.FirstOrDefault(source => source.Name == name)?.FetchedAt;
    }
}
