using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Chat.Memory;

/// <summary>The user's own facts, under row-level security.</summary>
internal sealed class FactStore(TenantDb db)
{
    private const string SelectPage = $"""
        select {Fact.Columns} from chat_fact
        where tenant_id = $1 and user_id = $2 and ($4::text is null or state = $4::text)
            and ($3::uuid is null or place < (select place from chat_fact where tenant_id = $1 and user_id = $2 and fact_id = $3::uuid))
        order by place desc limit $5
        """;

    private const string SelectOne = $"select {Fact.Columns} from chat_fact where tenant_id = $1 and user_id = $2 and fact_id = $3";

    private const string SelectTexts = "select text from chat_fact where tenant_id = $1 and user_id = $2";

    private const string CountQuarantined = "select count(*) from chat_fact where tenant_id = $1 and user_id = $2 and state = 'quarantined'";

    private const string SelectKnown = """
        select text from chat_fact where tenant_id = $1 and user_id = $2 and state = 'kept' and labels = any($3) order by place desc limit $4
        """;

    private const string SelectLastConsolidation = $"""
        select {Fact.Columns} from chat_fact
        where tenant_id = $1 and user_id = $2 and decided_at is null and revision is not null and consolidation_id = (
            select consolidation_id from chat_fact
            where tenant_id = $1 and user_id = $2 and consolidation_id is not null and decided_at is null
                and (state = 'kept' or (ended_by = 'edited' and revision is not null))
            order by place desc limit 1)
        order by place
        """;

    /// <summary>A page of them, the newest first; where a state is named, of those alone.</summary>
    public async Task<Page<Fact>> ListAsync(TenantContext context, string? state, Guid? after, PageRequest page, CancellationToken cancellationToken) =>
        page.ToPage(await db.ListAsync(context, new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, after, state, page.Limit + 1), [0], Fact.Read, cancellationToken));

    /// <summary>One; null where the user has none of that id.</summary>
    public Task<Fact?> FindAsync(TenantContext context, Guid factId, CancellationToken cancellationToken) =>
        db.QuerySingleAsync(context, new Sql(SelectOne, context.RequiredTenantId, context.RequiredUserId, factId), Fact.Read, cancellationToken);

    /// <summary>The newest of what is kept and came from texts of these labels alone.</summary>
    public Task<List<string>> KnownAsync(TenantContext context, IReadOnlyList<string> labels, int most, CancellationToken cancellationToken) =>
        db.QueryAsync(context, new Sql(SelectKnown, context.RequiredTenantId, context.RequiredUserId, labels.ToArray(), most), static row => row.GetString(0), cancellationToken);

    /// <summary>The same, in a transaction that holds the workspace: nobody changes it then.</summary>
    public static Task<Fact?> FindAsync(TenantTransaction transaction, Guid factId, CancellationToken cancellationToken) =>
        transaction.QuerySingleAsync(new Sql(SelectOne, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, factId), Fact.Read, cancellationToken);

    /// <summary>All that is or was known, or waits to be.</summary>
    public static Task<List<string>> TextsAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.QueryAsync(
        new Sql(SelectTexts, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId), static row => row.GetString(0), cancellationToken);

    /// <summary>How many are in quarantine.</summary>
    public static Task<long> QuarantinedAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.QuerySingleAsync(
        new Sql(CountQuarantined, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId), static row => row.GetInt64(0), cancellationToken);

    /// <summary>What the last consolidation has written by itself that has left something in memory.</summary>
    public static Task<List<Fact>> OfLastConsolidationAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.QueryAsync(
        new Sql(SelectLastConsolidation, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId), Fact.Read, cancellationToken);
}
