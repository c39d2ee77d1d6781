using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>
/// Calls that wait for their user: rows of the user's own, under row-level security. One can be seen once the turn that made it is written: a turn that
/// fails leaves none behind.
/// </summary>
internal sealed class ApprovalStore(TenantDb db, IOptions<ApprovalOptions> options, TimeProvider time)
{
    private const string IsWritten = """
        (session_id is null or exists (
            select 1 from chat_turn t
            where t.tenant_id = $1 and t.user_id = $2 and t.session_id = chat_approval.session_id and t.turn_id = chat_approval.turn_id))
        """;

    private const string SelectPage = $"""
        select * from (
            select {Approval.Columns} from chat_approval
            where tenant_id = $1 and user_id = $2 and ($4::uuid is null or approval_id < $4::uuid) and {IsWritten}) known
        where $5::text is null or state = $5::text
        order by approval_id desc limit $6
        """;

    private const string SelectOne = $"select {ApprovedCall.Columns} from chat_approval where tenant_id = $1 and user_id = $2 and approval_id = $4 and {IsWritten}";

    private const string SelectDecided = $"""
        select {Approval.Columns} from chat_approval
        where tenant_id = $1 and user_id = $2 and session_id = $4 and decided_at >= (
            select updated_at from chat_session where tenant_id = $1 and user_id = $2 and session_id = $4)
        order by decided_at desc limit 20
        """;

    private const string DecideStatement = """
        update chat_approval set state = $4, decided_at = $3
        where tenant_id = $1 and user_id = $2 and approval_id = $5 and state = 'pending' and expires_at > $3
        """;

    private const string EndStatement = """
        update chat_approval set state = $3, result = $4 where tenant_id = $1 and user_id = $2 and approval_id = $5 and state = 'approved'
        """;

    private const string SelectRevisions = "select path, revision from workspace_file where tenant_id = $1 and user_id = $2 and path = any($3)";

    /// <summary>A page of them, the newest first; where a state is named, of those alone.</summary>
    public async Task<Page<Approval>> ListAsync(TenantContext context, string? state, Guid? after, PageRequest page, CancellationToken cancellationToken) =>
        page.ToPage(await db.ListAsync(context,
            new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, time.GetUtcNow(), after, state, page.Limit + 1), [0], Approval.Read, cancellationToken));

    /// <summary>One with its call; null where the user has none of that id.</summary>
    public Task<ApprovedCall?> FindAsync(TenantContext context, Guid approvalId, CancellationToken cancellationToken) => db.QuerySingleAsync(context,
        new Sql(SelectOne, context.RequiredTenantId, context.RequiredUserId, time.GetUtcNow(), approvalId), ApprovedCall.Read, cancellationToken);

    /// <summary>What was decided in a session since its last turn was written: its assistant does not know of it yet.</summary>
    public Task<List<Approval>> DecidedAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) => db.QueryAsync(context,
        new Sql(SelectDecided, context.RequiredTenantId, context.RequiredUserId, time.GetUtcNow(), sessionId), Approval.Read, cancellationToken);

    /// <summary>Whether files are still at the revisions that a call was based on.</summary>
    public async Task<bool> IsUpToDateAsync(TenantContext context, ApprovedCall call, CancellationToken cancellationToken)
    {
        if (call.BasedOn.Count == 0)
        {
            return true;
        }

        var known = await db.QueryAsync(context, new Sql(SelectRevisions, context.RequiredTenantId, context.RequiredUserId, call.BasedOn.Keys.ToArray()),
            static row => (Path: row.GetString(0), Revision: row.GetInt64(1)), cancellationToken);
        return call.BasedOn.All(based => known.Where(file => file.Path == based.Key).Select(static file => (long?)file.Revision).FirstOrDefault() == based.Value);
    }

    /// <summary>Decides one that is pending; false where it is not, or no longer. Of several at once one decides.</summary>
    public async Task<bool> DecideAsync(TenantContext context, Guid approvalId, string state, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context, new Sql(DecideStatement, context.RequiredTenantId, context.RequiredUserId, time.GetUtcNow(), state, approvalId), cancellationToken) == 1;

    /// <summary>Keeps what came of one that was approved.</summary>
    public Task EndAsync(TenantContext context, Guid approvalId, string state, string result, CancellationToken cancellationToken) => db.ExecuteAsync(context,
        new Sql(EndStatement, context.RequiredTenantId, context.RequiredUserId, state, result, approvalId) { IsBookkeeping = true }, cancellationToken);

    /// <summary>Has a call wait, or finds that it does; null where too many wait already.</summary>
    public Task<Approval?> AskAsync(TenantContext context, AskedApproval asked, CancellationToken cancellationToken) => db.TransactionAsync(context, async transaction =>
        await AskAsync(transaction, asked, await BasedOnAsync(transaction, asked, cancellationToken), isBookkeeping: true, cancellationToken), cancellationToken);

    /// <summary>
    /// The same in a transaction in which somebody else than the user's assistant asks, in no session: that is a change of its own. What waits from earlier for the very same, it is.
    /// </summary>
    public async Task<Approval?> AskAsync(TenantTransaction transaction, AskedApproval asked, CancellationToken cancellationToken)
    {
        var basedOn = await BasedOnAsync(transaction, asked, cancellationToken);
        return await transaction.QuerySingleAsync(new Sql(AskStatements.SelectWaiting,
                transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, time.GetUtcNow(), asked.Arguments.Hash, basedOn), Approval.Read, cancellationToken)
            ?? await AskAsync(transaction, asked, basedOn, isBookkeeping: false, cancellationToken);
    }

    private async Task<Approval?> AskAsync(TenantTransaction transaction, AskedApproval asked, string basedOn, bool isBookkeeping, CancellationToken cancellationToken)
    {
        var (tenant, user, now) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, time.GetUtcNow());
        await transaction.ExecuteAsync(cancellationToken,
            [.. AskStatements.Of(tenant, user, asked, basedOn, options.Value, now).Select(statement => statement with { IsBookkeeping = isBookkeeping })]);
        return await transaction.QuerySingleAsync(
            new Sql(AskStatements.SelectAsked, tenant, user, now, asked.TurnId, asked.Arguments.Hash), Approval.Read, cancellationToken);
    }

    /// <summary>The revisions of the files that a call would replace or delete, as they are stored with it.</summary>
    private static async Task<string> BasedOnAsync(TenantTransaction transaction, AskedApproval asked, CancellationToken cancellationToken)
    {
        var revisions = asked.Files.ToDictionary(static path => path, static _ => (long?)null, StringComparer.Ordinal);
        foreach (var (path, revision) in asked.Files.Count == 0 ? [] : await transaction.QueryAsync(
            new Sql(SelectRevisions, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, asked.Files.ToArray()),
            static row => (row.GetString(0), row.GetInt64(1)), cancellationToken))
        {
            revisions[path] = revision;
        }

        return JsonSerializer.Serialize(revisions);
    }
}
