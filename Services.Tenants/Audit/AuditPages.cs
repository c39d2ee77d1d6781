using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Http;
using Npgsql;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>
/// The statements of a page of entries, newest first. Each reads one index from its place on, the one of which the fewest entries are expected, and looks at so many
/// entries at most: where those are not enough for a page, it ends early and says where, so that whoever reads goes on behind them. So a statement costs the same
/// however many entries there are and however few of them match.
/// </summary>
internal static class AuditPages
{
    /// <summary>The entries that the first statement of a page looks at, at most.</summary>
    public const int Window = 5_000;

    /// <summary>The entries that any looks at, at most.</summary>
    public const int LargestWindow = 40_000;

    // Positions of what the order goes by.
    public static readonly IReadOnlyList<int> Key = [1, 0];

    private const string Seen = """
        with seen as (
            select entry_id, at, tenant_id, operation, target, outcome, role, user_id, key_id, address, trace_id, count, seq
            from audit_entries
            where
        """;

    // The end of the time that is asked for and the place behind the last page are one bound: of two the index is entered at either.
    private const string End = """
            and at >= coalesce($7::timestamptz, '-infinity')
            and (at, entry_id) < (
                least(coalesce($8::timestamptz, 'infinity'), coalesce($9::timestamptz, 'infinity')),
                case when coalesce($8::timestamptz, 'infinity') <= coalesce($9::timestamptz, 'infinity') and $8::timestamptz is not null
                    then '00000000-0000-0000-0000-000000000000' else coalesce($10::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') end)
            order by at desc, entry_id desc
            limit $12)
        (select *, false as is_mark from seen
        where ($2::text is null or user_id = $2) and ($3::text is null or trace_id = $3) and ($4::text is null or operation = $4)
            and ($5::text is null or outcome = $5 or ($5 = 'refused' and outcome not in ('ok', 'accessed'))) and ($6::text is null or outcome = $6)
        order by at desc, entry_id desc limit $11)
        union all
        (select *, true as is_mark from seen order by at, entry_id limit (select (count(*) = $12)::integer from seen))
        """;

    // A condition that may not hold for a plan that is made once would keep the index of it from being read: a statement for each.
    private static readonly Dictionary<(bool Tenant, Lead Lead), string> Statements = new[] { false, true }
        .SelectMany(static tenant => Enum.GetValues<Lead>().Select(lead => (tenant, lead)))
        .ToDictionary(static key => key, static key => $"{Seen} {(key.tenant ? "tenant_id = $1" : "$1::text is null")} and {Condition(key.lead)} {End}");

    private enum Lead
    {
        None,
        Trace,
        User,
        Operation,
        Outcome,
        Code,
        Refused,
    }

    /// <summary>The page's statement, which looks at <paramref name="most"/> entries; null where its cursor is none of this list.</summary>
    public static Sql? ToSelect(string? tenantId, AuditFilter filter, PageRequest page, int most)
    {
        (StoredInstant At, Guid Id)? after = null;
        if (page.After is { } key && (after = Parse(key)) is null)
        {
            return null;
        }

        var lead = LeadOf(tenantId, filter);
        // What one index finds by itself needs no more than the page.
        var window = IsAlone(filter, lead) ? page.Limit + 1 : Math.Max(most, page.Limit + 1);
        return new Sql(Statements[(tenantId is not null, lead)], tenantId, filter.UserId, filter.TraceId, filter.Operation, filter.Outcome, filter.Code, filter.From, filter.To,
            after?.At, after?.Id, page.Limit + 1, window);
    }

    /// <summary>Reads a row; null where it only says how far the page has looked.</summary>
    public static AuditRecord? Read(NpgsqlDataReader row) => row.GetBoolean(13) ? null : new(
        row.GetGuid(0), row.IsDBNull(12) ? null : row.GetInt64(12), Text(row, 2), row.GetString(3), Text(row, 4), row.GetString(5), row.GetString(6), Text(row, 7), Text(row, 8), Text(row, 9),
        Text(row, 10), row.GetFieldValue<DateTimeOffset>(1), row.GetInt32(11));

    /// <summary>The page of what was read, and where it ended without having looked at all entries, or found enough; null: it has.</summary>
    public static (Page<AuditRecord> Page, string? Mark) ToPage(PageRequest page, List<StoredRow<AuditRecord?>> rows)
    {
        var entries = rows.ConvertAll(static row => new StoredRow<AuditRecord>(row.Key, row.Value, row.IsReadable));
        string? mark = null;
        if (rows is [.., { IsReadable: true, Value: null } last])
        {
            mark = last.Key;
            entries.RemoveAt(entries.Count - 1);
        }

        var whole = page.ToPage(entries);
        return (whole, whole.NextCursor is null ? mark : null);
    }

    private static string Condition(Lead lead) => lead switch
    {
        Lead.Trace => "trace_id = $3",
        Lead.User => "user_id = $2",
        Lead.Code => "outcome = $6",
        Lead.Outcome => "outcome = $5",
        Lead.Operation => "operation = $4",
        Lead.Refused => "outcome not in ('ok', 'accessed')",
        _ => "true",
    };

    private static bool IsAlone(AuditFilter filter, Lead lead) =>
        new[] { filter.TraceId, filter.UserId, filter.Code, filter.Outcome, filter.Operation }.Count(static value => value is not null) == (lead == Lead.None ? 0 : 1);

    // Across tenants there are indexes of the traces and of the time alone.
    private static Lead LeadOf(string? tenantId, AuditFilter filter) =>
        filter.TraceId is not null ? Lead.Trace
        : tenantId is null ? Lead.None
        : filter.UserId is not null ? Lead.User
        : filter.Code is not null ? Lead.Code
        : filter.Outcome is not null and not AuditQuery.Refused ? Lead.Outcome
        : filter.Operation is not null ? Lead.Operation
        : filter.Outcome is not null ? Lead.Refused
        : Lead.None;

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static (StoredInstant At, Guid Id)? Parse(string key) =>
        key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && StoredInstant.TryParse(key[..dot], out var at)
            && Guid.TryParse(key.AsSpan(dot + 1), out var id)
                ? (at, id)
                : null;
}
