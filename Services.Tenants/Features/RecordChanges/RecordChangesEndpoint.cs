using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Audit;

namespace Nanobot.Services.Tenants.Features.RecordChanges;

/// <summary><c>POST /internal/audit/changes</c>.</summary>
internal static class RecordChangesEndpoint
{
    private static readonly PlatformScope Scope = new("a module tells of its changes that concern no tenant");

    public static void MapRecordChanges(this RouteGroupBuilder modules) => modules.MapOperation(Operations.Tenants.RecordChanges, HandleAsync)
        .WithSummary("Keeps a module's entries of changes that concern no tenant, all of them or none; those that are there already are left as they are.")
        .WithBodyCheck<AuditBatch>(static (batch, _, errors) => Check(batch, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(AuditBatch batch, PlatformDb db, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(batch, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        await db.TransactionAsync(
            Scope, transaction => transaction.ExecuteAsync(cancellationToken, AuditStatements.ToInsertAll(batch.Entries)), cancellationToken);
        return TypedResults.NoContent();
    }

    // What concerns a tenant is told in that tenant's name, by an event.
    private static void Check(AuditBatch batch, ValidationErrors errors)
    {
        AuditBatchRules.Check(batch, errors);
        errors.Require(batch.Entries?.All(static entry => entry is null or { TenantId: null }) is not false, "entries", "must be of no tenant");
    }
}
