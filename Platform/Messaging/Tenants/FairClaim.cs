namespace Nanobot.Platform.Messaging.Tenants;

/// <summary>
/// How work of all tenants is claimed in their turns: the places of a batch are shared among the tenants that have something
/// due and may work, so that thousands of one tenant's rows keep nobody else waiting. What a tenant that may not work has
/// waiting is left as it is, until it may. For a <c>TenantRing</c>, which goes on behind the last tenant.
/// </summary>
public static class FairClaim
{
    /// <summary>
    /// The claim's common table expressions, beginning with <c>with recursive</c>; the last is <c>due</c>, whose column <c>place</c>
    /// names the rows to take, locked, by their <c>ctid</c>, and <c>part</c> the table that it is a place of (<c>tableoid</c>), where <paramref name="table"/> has partitions. Parameters: <c>$1</c> now, <c>$2</c> the most rows, and the tenant to begin
    /// behind.
    /// </summary>
    /// <remarks>
    /// It leaps from tenant to tenant, by an index on (tenant_id, due_at), until enough have something due, a few more than
    /// places, as another claim may hold their rows; and takes each one's share, what is longest due first. Rows that are held
    /// right now are passed over. Rows are named by their place and each expression is made once: a plan made while nothing
    /// waits must not be one that reads the whole backlog.
    /// </remarks>
    /// <param name="table">The table of the work, with the columns <c>tenant_id</c> and <c>due_at</c>.</param>
    /// <param name="waiting">The condition of the rows that wait, in the words of the index that serves it.</param>
    /// <param name="behind">The parameter of the tenant to begin behind.</param>
    public static string Due(string table, string waiting, string behind = "$4") => $"""
        with recursive tenants as (
            select {behind}::text as tenant_id, false as due, 0 as found
            union all
            select next.tenant_id, next.due, tenants.found + next.due::int
            from tenants cross join lateral (
                select first.tenant_id, first.due_at <= $1 and tenant_states.tenant_id is not null as due
                from (
                    select tenant_id, due_at from {table}
                    where {waiting} and tenant_id > tenants.tenant_id
                    order by tenant_id, due_at limit 1
                ) first
                left join {TenantStates.Table} on tenant_states.tenant_id = first.tenant_id and {TenantStates.Works}
            ) next
            where tenants.found < $2 + 8
        ), due as materialized (
            select share.part, share.place from tenants cross join lateral (
                select tableoid as part, ctid as place from {table}
                where {waiting} and tenant_id = tenants.tenant_id and due_at <= $1
                order by due_at
                limit greatest(1, $2 / (select count(*) from tenants where due))
                for update skip locked
            ) share
            where tenants.due
            limit $2
        )
        """;
}
