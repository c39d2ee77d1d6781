using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.ServiceDefaults.Audit;

/// <summary>
/// Says who is doing what while an operation runs that may change something; whichever transaction changes it leaves the entry. Holds for every
/// operation that is not a GET, so that a new one need not ask for it.
/// </summary>
internal sealed class AuditMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (WorkOf(http) is not { } work)
        {
            await next(http);
            return;
        }

        using var scope = work.Begin();
        await next(http);
    }

    private static AuditedWork? WorkOf(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is not { } operation || !operation.MayChange || http.Features.Get<TenantContext>() is not { } context)
        {
            return null;
        }

        return operation.IsPublic ? Of(http, operation, context) : context.Role == TenantRole.Gateway ? OfActor(http) : null;
    }

    private static AuditedWork Of(HttpContext http, Operation operation, TenantContext context) => new()
    {
        Operation = operation.Name,
        Role = context.ActingRole,
        UserId = context.UserId,
        KeyId = context.KeyId,
        Address = AuditText.Of(context.Address),
        TenantId = context.TenantId ?? AuditTarget.TenantOf(http),
        Target = AuditTarget.Of(http),
    };

    // The gateway's word for whom it asks; a question of its own has none, and changes nothing.
    private static AuditedWork? OfActor(HttpContext http) =>
        http.Request.Headers[TenantHeaders.Actor] is [{ } text] && JsonSerializer.Deserialize<AuditActor>(text, Json.Wire) is { } actor
            ? new AuditedWork
            {
                Operation = actor.Operation,
                Role = actor.Role,
                UserId = actor.UserId,
                KeyId = actor.KeyId,
                Address = actor.Address,
                TenantId = AuditTarget.TenantOf(http),
                Target = actor.Target,
            }
            : null;
}
