using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Runs;
using Nanobot.Services.Chat.Runs.Events;
using Nanobot.Services.Chat.Sessions;

namespace Nanobot.Services.Chat.Features.DeleteSession;

/// <summary><c>DELETE /sessions/{session_id}</c>.</summary>
internal static class DeleteSessionEndpoint
{
    private const string SelectRuns = "select run_id, job_id is not null and ended_at is null from chat_run where tenant_id = $1 and user_id = $2 and session_id = $3";

    private const string DeleteStatement = "delete from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3";

    public static void MapDeleteSession(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.DeleteSession, HandleAsync)
        .WithSummary("Delete a session of the caller's with all its messages; a turn at work in it ends without an answer.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        [FromRoute(Name = "session_id")] string sessionId, Caller caller, TenantDb db, RunEventLog events, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(sessionId, out var id) || await DeleteAsync(caller, id, db, cancellationToken) is not { } runs)
        {
            return SessionRefusals.NotFound;
        }

        await events.ForgetAsync(caller.TenantId, runs, cancellationToken);
        return TypedResults.NoContent();
    }

    // The runs that went with it; null where there is no such session. The turn at work learns of it at once by the event, and else when it renews its hold.
    private static Task<List<Guid>?> DeleteAsync(Caller caller, Guid id, TenantDb db, CancellationToken cancellationToken) => db.TransactionAsync<List<Guid>?>(caller.Context, async transaction =>
    {
        var runs = await transaction.QueryAsync(new Sql(SelectRuns, caller.TenantId, caller.UserId, id), static row => (Id: row.GetGuid(0), IsAwaited: row.GetBoolean(1)), cancellationToken);
        if (await transaction.ExecuteAsync(cancellationToken, new Sql(DeleteStatement, caller.TenantId, caller.UserId, id)) == 0)
        {
            return null;
        }

        await transaction.PublishAsync(new TurnCancelled(id, null), cancellationToken);
        foreach (var (run, _) in runs.Where(static run => run.IsAwaited))
        {
            await transaction.PublishAsync(TurnEnds.Cancelled(run), cancellationToken);
        }

        return [.. runs.Select(static run => run.Id)];
    }, cancellationToken);
}
