using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.FindTenantStates;

/// <summary><c>POST /internal/tenants/states</c>.</summary>
internal static class FindTenantStatesEndpoint
{
    private const string Select = $"select {TenantRow.Columns} from tenants where tenant_id = any($1)";

    private static readonly PlatformScope Scope = new("a module asks how tenants stand whose stored work it is about to do");

    public static void MapFindTenantStates(this RouteGroupBuilder modules) => modules.MapOperation(Operations.Tenants.FindTenantStates, HandleAsync)
        .WithSummary("How tenants stand, deleted ones included; one that is not there, or whose row cannot be read, is left out.")
        .WithBodyCheck<TenantsQuestion>(static (question, _, errors) => Check(question, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<TenantsAnswer>, Refusal>> HandleAsync(TenantsQuestion question, PlatformDb db, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(question, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var ids = question.TenantIds.Where(static id => TenantId.IsValid(id)).ToArray();
        var rows = ids.Length == 0 ? [] : await db.ListAsync(Scope, new Sql(Select, (object)ids), [0], TenantRow.Read, cancellationToken);
        return TypedResults.Ok(new TenantsAnswer([.. rows.Where(static row => row.IsReadable).Select(static row => row.Value!.ToSnapshot())]));
    }

    private static void Check(TenantsQuestion question, ValidationErrors errors) => errors.Require(
        question.TenantIds is { Count: <= TenantsQuestion.Most } ids && ids.All(static id => id is not null), "tenant_ids", $"must be at most {TenantsQuestion.Most} ids of tenants");
}
