using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Http;
using Npgsql;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>The statements of a page of entries, newest first. Each reads one index from its place on, and stops when the page is full.</summary>
internal static class AuditPages
{
    // Positions of what the order goes by.
    public static readonly IReadOnlyList<int> Key = [1, 0];

    private const string OfOne = "tenant_id = $1";
    private const string OfAll = "$1::text is null";
    private const string OfUser = "user_id = $2";
    private const string OfAnyUser = "$2::text is null";
    private const string OfTrace = "trace_id = $3";
    private const string OfAnyTrace = "$3::text is null";

    private const string Start = """
        select entry_id, at, tenant_id, operation, target, outcome, role, user_id, key_id, address, trace_id, count, seq
        from audit_entries
        where
        """;

    private const string End = """
        and ($4::text is null or operation = $4)
        and ($5::text is null or outcome = $5 or ($5 = 'refused' and outcome not in ('ok', 'accessed')))
        and ($6::text is null or outcome = $6)
        and at >= coalesce($7::timestamptz, '-infinity') and at < coalesce($8::timestamptz, 'infinity')
        and (at, entry_id) < (coalesce($9::timestamptz, 'infinity'), coalesce($10::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        order by at desc, entry_id desc
        limit $11
        """;

    // A condition that may not hold for a plan that is made once would keep the index of it from being read: a statement for each.
    private static readonly Dictionary<(bool Tenant, bool User, bool Trace), string> Statements = new[] { false, true }
        .SelectMany(static tenant => new[] { false, true }.SelectMany(user => new[] { false, true }.Select(trace => (tenant, user, trace))))
        .ToDictionary(static key => key, static key =>
            $"{Start} {(key.tenant ? OfOne : OfAll)} and {(key.user ? OfUser : OfAnyUser)} and {(key.trace ? OfTrace : OfAnyTrace)} {End}");

    /// <summary>The page's statement; null where its cursor is none of this list.</summary>
    public static Sql? ToSelect(string? tenantId, AuditFilter filter, PageRequest page)
    {
        (StoredInstant At, Guid Id)? after = null;
        if (page.After is { } key && (after = Parse(key)) is null)
        {
            return null;
        }

        var text = Statements[(tenantId is not null, filter.UserId is not null, filter.TraceId is not null)];
        return new Sql(text, tenantId, filter.UserId, filter.TraceId, filter.Operation, filter.Outcome, filter.Code, filter.From, filter.To,
            after?.At, after?.Id, page.Limit + 1);
    }

    /// <summary>Reads a row.</summary>
    public static AuditRecord Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.IsDBNull(12) ? null : row.GetInt64(12), Text(row, 2), row.GetString(3), Text(row, 4), row.GetString(5), row.GetString(6), Text(row, 7), Text(row, 8), Text(row, 9),
        Text(row, 10), row.GetFieldValue<DateTimeOffset>(1), row.GetInt32(11));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static (StoredInstant At, Guid Id)? Parse(string key) =>
        key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && StoredInstant.TryParse(key[..dot], out var at)
            && Guid.TryParse(key.AsSpan(dot + 1), out var id)
                ? (at, id)
                : null;
}
