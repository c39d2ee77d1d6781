using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Queueing;
using Nanobot.Services.Gateway.Sockets;

namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary>The caller's limits, for whoever opens a socket and may ask for them. To be told of them is no call that counts.</summary>
internal sealed class LimitsPart(KnownLimits known, UsedAmounts amounts, WaitingRoom room, PolicyGuard policy) : ISnapshotPart
{
    public string Name => "limits";

    public async Task<JsonElement?> TakeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var principal = http.Features.GetRequiredFeature<Principal>();
        if (http.Features.Get<MintedContext>()?.Tenant is not { } tenant || ScopeGuard.Check(principal, Operations.Gateway.GetLimits) is not null)
        {
            return null;
        }

        var call = new GuardedCall(principal, tenant, limits: null, Operations.Gateway.GetLimits) { Address = http.Connection.RemoteIpAddress };
        return (await policy.CheckAsync(call, cancellationToken)).Refusal is null
            ? JsonSerializer.SerializeToElement(await GetLimitsEndpoint.AskAsync(tenant, principal.UserId, known, amounts, room, cancellationToken), Json.Wire)
            : null;
    }
}
