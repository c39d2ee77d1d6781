using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Persistence;

namespace Nanobot.Services.Chat.Runs;

/// <summary>The user's own runs, under row-level security.</summary>
internal sealed class RunStore(TenantDb db)
{
    private const string Select = $"select {StoredRun.Columns} from chat_run where tenant_id = $1 and user_id = $2 and run_id = $3";

    private const string SelectPage = $"""
        select {StoredRun.Columns} from chat_run
        where tenant_id = $1 and user_id = $2 and ($3::uuid is null or run_id < $3::uuid)
            and ($4::text is null or state = $4::text) and ($5::uuid is null or session_id = $5::uuid)
        order by run_id desc limit $6
        """;

    /// <summary>The run; null where the user has none of this id.</summary>
    public async Task<RunResource?> FindAsync(TenantContext context, Guid runId, CancellationToken cancellationToken) =>
        await db.QuerySingleAsync(context, new Sql(Select, context.RequiredTenantId, context.RequiredUserId, runId), StoredRun.Read, cancellationToken) is { } run
            ? RunResource.Of(run, context.RequiredUserId)
            : null;

    /// <summary>The newest runs of those that are asked for, behind <paramref name="after"/>.</summary>
    public Task<List<StoredRow<RunResource>>> ListAsync(
        TenantContext context, string? state, Guid? sessionId, Guid? after, int limit, CancellationToken cancellationToken) =>
        db.ListAsync(context, new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, after, state, sessionId, limit),
            [0], row => RunResource.Of(StoredRun.Read(row), context.RequiredUserId), cancellationToken);
}
