using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Rules;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.PutTenantAttributes;

/// <summary><c>PUT /tenants/{id}/attributes</c>.</summary>
internal static class PutTenantAttributesEndpoint
{
    public static void MapPutTenantAttributes(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.PutTenantAttributes, HandleAsync)
        .WithSummary("Puts all of a tenant's own attributes, in the place of those before.")
        .WithBodyCheck<AttributesRequest>(static (request, _, errors) => request.Check(OwnAttributeRules.OfTenants, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantAttributesResource>, Refusal>> HandleAsync(
        string id, AttributesRequest request, AttributeBook book, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        request.Check(OwnAttributeRules.OfTenants, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        return await book.PutTenantAsync(id, request.Attributes!, cancellationToken)
            ? TypedResults.Ok(new TenantAttributesResource(id, request.Attributes!))
            : TenantRefusals.NotFound;
    }
}
