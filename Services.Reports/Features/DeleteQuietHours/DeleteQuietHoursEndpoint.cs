using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Reports.Features.DeleteQuietHours;

/// <summary><c>DELETE /delivery/quiet-hours</c>.</summary>
internal static class DeleteQuietHoursEndpoint
{
    private const string Delete = "delete from quiet_hours where tenant_id = $1 and user_id = $2";

    // What waits for their end is looked at now.
    private const string Wake = "update deliveries set due_at = $3 where tenant_id = $1 and user_id = $2 and status = 'pending' and code = 'QUIET_HOURS' and lease_id is null";

    private static readonly Refusal NotFound = Refusals.NotFound("QUIET_HOURS_NOT_FOUND", "setting of quiet hours");

    public static void MapDeleteQuietHours(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.DeleteQuietHours, HandleAsync)
        .WithSummary("Tells the caller things whenever they happen, and at once what has waited for the end of its quiet hours.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, Refusal>> HandleAsync(Caller caller, TenantDb db, TimeProvider time, CancellationToken cancellationToken) =>
        db.TransactionAsync<Results<NoContent, Refusal>>(caller.Context, async transaction =>
        {
            if (await transaction.ExecuteAsync(cancellationToken, new Sql(Delete, caller.TenantId, caller.UserId)) == 0)
            {
                return NotFound;
            }

            await transaction.ExecuteAsync(cancellationToken, new Sql(Wake, caller.TenantId, caller.UserId, time.GetUtcNow()) { IsBookkeeping = true });
            return TypedResults.NoContent();
        }, cancellationToken);
}
