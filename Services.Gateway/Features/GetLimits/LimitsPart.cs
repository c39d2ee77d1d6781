using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Sockets;

namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary>The caller's limits, for whoever opens a socket and may ask for them. To be told of them is no call that counts.</summary>
internal sealed class LimitsPart(CallerAmounts amounts, PolicyGuard policy) : ISnapshotPart
{
    public string Name => "limits";

    public async Task<JsonElement?> TakeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var call = http.Features.GetRequiredFeature<GuardedCall>();
        if (call.Tenant is not { } tenant || ScopeGuard.Check(call.Principal, Operations.Gateway.GetLimits) is not null)
        {
            return null;
        }

        return (await policy.CheckAsync(call.For(Operations.Gateway.GetLimits), cancellationToken)).Refusal is null
            ? JsonSerializer.SerializeToElement(await amounts.AskAsync(tenant, call.Principal, cancellationToken), Json.Wire)
            : null;
    }
}
