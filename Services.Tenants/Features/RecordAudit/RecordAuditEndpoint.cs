using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Audit;

namespace Nanobot.Services.Tenants.Features.RecordAudit;

/// <summary><c>POST /internal/audit</c>.</summary>
internal static class RecordAuditEndpoint
{
    private static readonly PlatformScope Scope = new("the gateway tells what it refused");

    public static void MapRecordAudit(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.RecordAudit, HandleAsync)
        .WithSummary("Keeps the gateway's entries, all of them or none; those that are there already are left as they are.")
        .WithBodyCheck<AuditBatch>(static (batch, _, errors) => AuditBatchRules.Check(batch, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(AuditBatch batch, PlatformDb db, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        AuditBatchRules.Check(batch, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        await db.TransactionAsync(
            Scope, transaction => transaction.ExecuteAsync(cancellationToken, AuditStatements.ToInsertAll(batch.Entries)), cancellationToken);
        return TypedResults.NoContent();
    }
}
