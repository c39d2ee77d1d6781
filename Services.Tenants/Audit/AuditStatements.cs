using Nanobot.Contracts.Audit;
using Nanobot.Platform.Data;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>How entries are written. The same entry twice is one.</summary>
internal static class AuditStatements
{
    // Without a target of the conflict: whoever adds an entry need not be allowed to read it.
    private const string Insert = """
        with number as (
            insert into audit_numbers as taken (tenant_id, last)
            select coalesce($2::text, ''), 1 where not $13 or pg_current_xact_id_if_assigned() is not null
            on conflict (tenant_id) do update set last = taken.last + 1
            returning last)
        insert into audit_entries (entry_id, tenant_id, at, operation, target, outcome, role, user_id, key_id, address, trace_id, count, seq)
        select $1, $2::text, $3, $4, $5::text, $6, $7, $8::text, $9::text, $10::text, $11::text, $12, number.last from number
        on conflict do nothing
        """;

    private const string Begin = """
        insert into audit_numbers (tenant_id, last) select tenant, 0 from unnest($1::text[]) tenant order by tenant collate "C" on conflict do nothing
        """;

    private const string Hold = "select 1 from audit_numbers where tenant_id = any ($1::text[]) order by tenant_id for update";

    // By now nobody else adds entries of these tenants: what is there already is seen, and takes no number.
    private const string InsertAll = """
        with told as (
            select distinct on (entry_id) *
            from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::integer[])
                as entry (entry_id, tenant_id, at, operation, target, outcome, role, user_id, key_id, address, trace_id, count)
            where not exists (select from audit_entries kept where kept.entry_id = entry.entry_id)),
        numbered as (
            select told.*, taken.last + row_number() over (partition by taken.tenant_id order by told.at, told.entry_id) as seq
            from told join audit_numbers taken on taken.tenant_id = coalesce(told.tenant_id, '')),
        moved as (
            update audit_numbers taken set last = highest.seq
            from (select coalesce(tenant_id, '') as tenant_id, max(seq) as seq from numbered group by 1) highest
            where taken.tenant_id = highest.tenant_id)
        insert into audit_entries (entry_id, tenant_id, at, operation, target, outcome, role, user_id, key_id, address, trace_id, count, seq)
        select entry_id, tenant_id, at, operation, target, outcome, role, user_id, key_id, address, trace_id, count, seq from numbered
        on conflict do nothing
        """;

    /// <summary>The statement that writes the entry, or writes it only if the transaction has written anything so far.</summary>
    public static Sql ToInsert(AuditEntry entry, bool onlyIfWritten = false) => new(Insert, entry.Id, entry.TenantId, entry.At.ToUniversalTime(), entry.Operation,
        entry.Target, entry.Outcome, entry.Role, entry.UserId, entry.KeyId, entry.Address, entry.TraceId, entry.Count, onlyIfWritten);

    /// <summary>The statements that write entries of any tenants, in this order; what is there already stays as it is.</summary>
    public static IReadOnlyList<Sql> ToInsertAll(IReadOnlyList<AuditEntry> entries)
    {
        string[] tenants = [.. entries.Select(static entry => entry.TenantId ?? "").Distinct(StringComparer.Ordinal)];
        return
        [
            new Sql(Begin, [tenants]),
            new Sql(Hold, [tenants]),
            new Sql(InsertAll, Of(static entry => entry.Id), Of(static entry => entry.TenantId), Of(static entry => entry.At.ToUniversalTime()), Of(static entry => entry.Operation),
                Of(static entry => entry.Target), Of(static entry => entry.Outcome), Of(static entry => entry.Role), Of(static entry => entry.UserId), Of(static entry => entry.KeyId),
                Of(static entry => entry.Address), Of(static entry => entry.TraceId), Of(static entry => entry.Count)),
        ];

        T[] Of<T>(Func<AuditEntry, T> member) => [.. entries.Select(member)];
    }
}
