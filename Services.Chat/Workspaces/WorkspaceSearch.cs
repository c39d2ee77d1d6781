using System.Globalization;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// Looks for words in the names and texts of a workspace's files, as they stand and in any script; letters in either case. A page looks at so
/// many files and octets at most, and its cursor goes on behind the last of them: one without hits may still have a next.
/// </summary>
internal sealed class WorkspaceSearch(WorkspaceAccess workspace)
{
    private const int Files = 500;
    private const int LongestExcerpt = 300;
    private const long Octets = 4 * 1024 * 1024;

    // The first file is looked at whatever its size, so that every page comes further. "offset 0" has each text decoded and searched once and not for each column.
    private const string Select = """
        with looked as materialized (
            select path, running
            from (
                select path, sum(bytes) over (order by path) - bytes as running
                from (
                    select path, bytes from workspace_file
                    where tenant_id = $1 and user_id = $2 and path > $3 order by path limit $5) next) counted
            where running < $6)
        select found.path, found.bytes, found.revision, found.updated_at, found.running, found.in_name, found.line, found.excerpt, found.begins_within,
               found.author, found.author_turn, found.author_read, found.author_labels
        from workspace w left join lateral (
            select f.path, f.bytes, f.revision, f.updated_at, looked.running,
                   position(lower($4) in lower(f.path)) > 0 as in_name,
                   case when place.at > 0 then array_length(string_to_array(substring(content.text from 1 for place.at - 1) || '.', E'\n'), 1) end as line,
                   case when place.at > 0 then substring(content.text from greatest(place.at - 60, 1) for 400) end as excerpt, place.at > 61 as begins_within,
                   case when f.author_revision = f.revision then f.author end as author, f.author_turn, coalesce(f.author_read, false) as author_read, f.author_labels
            from looked join workspace_file f on f.tenant_id = $1 and f.user_id = $2 and f.path = looked.path
            cross join lateral (select public.text_of(f.content) as text offset 0) content
            cross join lateral (select coalesce(position(lower($4) in lower(content.text)), 0) as at offset 0) place) found on true
        where w.tenant_id = $1 and w.user_id = $2
        order by found.path
        """;

    /// <summary>The next files that have <paramref name="words"/>, by path.</summary>
    public async Task<Page<FoundFile>> FindAsync(TenantContext context, string words, PageRequest page, CancellationToken cancellationToken)
    {
        var looked = await workspace.ReadAsync(context,
            new Sql(Select, context.RequiredTenantId, context.RequiredUserId, page.After ?? "", words, Files, Octets), ToFile, cancellationToken);
        var hits = looked.Where(static row => row.Value is { IsHit: true }).ToList();
        var shown = hits.Take(page.Limit).ToList();
        var next = hits.Count > page.Limit ? shown[^1].Key
            : looked.Count == Files || looked is [.., { Value: { } last }] && last.Before + last.Entry.Bytes >= Octets ? looked[^1].Key
            : null;
        return new Page<FoundFile>([.. shown.Select(static row => row.Value!)], next is null ? null : PageRequest.ToCursor(next));
    }

    private static FoundFile ToFile(NpgsqlDataReader row) => new(
        new WorkspaceEntry(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3)), row.GetInt64(4),
        row.GetBoolean(5), row.IsDBNull(6) ? null : row.GetInt32(6), row.IsDBNull(7) ? null : Excerpt(row.GetString(7), row.GetBoolean(8)), WorkspaceHistory.Author(row, 9)?.Labels ?? TextLabels.Other);

    // Whatever may be half of a character at either end is left out; more than is shown comes from the database.
    private static string Excerpt(string text, bool beginsWithin) =>
        TextCut.Beginning(beginsWithin ? text[StringInfo.GetNextTextElementLength(text)..] : text, LongestExcerpt);
}
