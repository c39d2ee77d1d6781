using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Data;
using Npgsql;

namespace Nanobot.Services.Tenants.Changes;

/// <summary>
/// Numbers the changes that gateways must know of, in the transaction that makes them. It is the last thing that such a transaction
/// does: from then until it has committed, every other one waits to be numbered, and so the numbers have the order of the commits.
/// </summary>
internal sealed class ChangeLog(TimeProvider time)
{
    private const string Number = """
        with counter as (
            update nanobot.change_counter set n = n + cardinality($1::text[]) returning n
        )
        insert into tenant_changes (n, tenant_id, at)
        select counter.n - cardinality($1::text[]) + changed.place, changed.tenant_id, $2
        from counter, unnest($1::text[]) with ordinality as changed (tenant_id, place)
        returning n, tenant_id
        """;

    /// <summary>Numbers a change of each of these tenants; of <c>*</c> for all of them.</summary>
    public Task<List<NumberedChange>> WriteAsync(PlatformTransaction transaction, IReadOnlyCollection<string> tenants, CancellationToken cancellationToken) =>
        transaction.QueryAsync(ToWrite(tenants), Read, cancellationToken);

    /// <summary>Numbers a change of the transaction's tenant.</summary>
    public Task<List<NumberedChange>> WriteAsync(TenantTransaction transaction, CancellationToken cancellationToken) =>
        transaction.QueryAsync(ToWrite([transaction.Context.RequiredTenantId]), Read, cancellationToken);

    /// <summary>The statement that numbers a change of each of these tenants, for <see cref="Read"/>.</summary>
    public Sql ToWrite(IReadOnlyCollection<string> tenants) => new(Number, tenants.ToArray(), time.GetUtcNow());

    /// <summary>Reads a row of it.</summary>
    public static NumberedChange Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1));
}
