using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Searching;

/// <summary>
/// Finds words and symbols in all of a user's reports, the newest first. It reads the user's own rows by their keys and compares each: under row-level security PostgreSQL uses no index of
/// words, whose comparison it would have to make before it knows whose row it is. So it looks at some reports after the others, until it has enough or has looked for long enough.
/// </summary>
internal sealed class ReportSearch(TenantDb db, MissingTexts missing, TimeProvider time)
{
    private const int Reports = 500;
    private const int Characters = 4_000_000;
    private static readonly TimeSpan LooksFor = TimeSpan.FromMilliseconds(500);

    /// <summary>Reports up to so many, and so many characters, and one at the least: those that are looked for with where the words stand, the others without.</summary>
    internal const string Select = $"""
        with line as materialized (
            select newest.*, text.characters is not null as has_text,
                sum(coalesce(text.characters, 0)) over (order by created_at desc, newest.report_id desc) - coalesce(text.characters, 0) as before
            from (
                select report_id, user_id, report_type, status, progress, null::text as content, error_message, created_at, completed_at, step, degradations, {StoredReport.Columns}
                from all_reports
                where {ReportFilter.Condition}
                order by created_at desc, report_id desc
                limit $9) newest
            left join lateral (
                select characters from report_texts where tenant_id = $1 and user_id = $2 and report_texts.report_id = newest.report_id) text on true)
        select {ReportRow.Columns}, has_text, hit.part, hit.title, hit.excerpt, hit.ahead
        from line
        left join lateral (
            select cardinality(string_to_array(substr(said, 1, place - 1) || ' ', {Border})) - 1 as part, split_part(said, {Border}, 1) as title,
                substr(said, greatest(place - $13, 1), $14) as excerpt, place - greatest(place - $13, 1) as ahead
            from (
                select said, case when $11::text is null then 1 else position($11 in folded) end as place from report_texts
                where tenant_id = $1 and user_id = $2 and report_texts.report_id = line.report_id and ($12::text is null or $12 = any (symbols))
                offset 0) looked
            where place > 0) hit on true
        where before < $10
        order by created_at desc, report_id desc
        """;

    // As ReportText.Border.
    private const string Border = @"E'\x1e'";

    /// <summary>At most <paramref name="most"/> of those that are looked for, behind the row with the key <paramref name="after"/>; and the key behind which the search goes on, null where nothing is left.</summary>
    public async Task<(IReadOnlyList<ReportResource> Found, string? Mark)> FindAsync(
        TenantContext context, ReportFilter filter, string? after, int most, CancellationToken cancellationToken)
    {
        var (since, reached, found, without) = (time.GetTimestamp(), after, new List<ReportResource>(), new HashSet<Guid>());
        while (true)
        {
            var rows = await LookAsync(context, filter, reached, cancellationToken);
            var known = rows.TakeWhile(row => !IsToBeKept(row)).ToList();
            foreach (var row in known)
            {
                reached = row.Key;
                if (row.Value is { IsHit: true } hit)
                {
                    found.Add(hit.Report);
                    if (found.Count == most)
                    {
                        return (found, reached);
                    }
                }
            }

            if (rows.Count == 0)
            {
                return (found, null);
            }

            if (known.Count < rows.Count)
            {
                without.UnionWith(await missing.KeepAsync(context, [.. rows.Skip(known.Count).Where(IsToBeKept).Select(static row => row.Value!.Report.ReportId).Take(MissingTexts.Most)], cancellationToken));
            }

            // Where the first report takes all the time, the next request would begin where this one did.
            if (time.GetElapsedTime(since) >= LooksFor && reached != after)
            {
                return (found, reached);
            }
        }

        bool IsToBeKept(StoredRow<SearchedReport> row) => row.Value is { LacksText: true } report && !without.Contains(report.Report.ReportId);
    }

    private Task<List<StoredRow<SearchedReport>>> LookAsync(TenantContext context, ReportFilter filter, string? after, CancellationToken cancellationToken)
    {
        var words = filter.Words is { } said ? Folding.Fold(said.Value) : null;
        var characters = words?.EnumerateRunes().Count() ?? 0;
        return db.ListAsync(context,
            new Sql(Select, [.. filter.Arguments(context.RequiredTenantId, context.RequiredUserId, after is null ? null : ReportPlace.Parse(after)), Reports, Characters, words, filter.Symbol?.Value, ReportExcerpt.Ahead, ReportExcerpt.Window]),
            [7, 0], row => SearchedReport.Read(row, characters), cancellationToken);
    }
}
