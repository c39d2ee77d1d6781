using Microsoft.AspNetCore.Http.Features;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>Lets the caller of a hello in as a request with that credential would be let in, and looks again at one that is in, by whichever door.</summary>
internal sealed class SocketAdmission(GuardChain guards, IHttpContextFactory contexts)
{
    /// <summary>Null where it is let in; <paramref name="greet"/> runs then, with the request by which it was.</summary>
    public async Task<GuardDecision.Refuse?> CheckAsync(Operation door, SocketOrigin origin, SocketCaller caller, bool isAgain, Func<HttpContext, Task>? greet = null)
    {
        using var exchange = new FramedExchange(caller, HttpMethods.Get, new RpcTarget(door.Path, QueryString.Empty, null, null), accept: null);
        var http = contexts.Create(exchange.Features);
        try
        {
            http.SetEndpoint(origin.Endpoint);
            http.Features.Set(caller.Named);
            if (await guards.EnterAsync(new GuardedCall(http, door) { IsAgain = isAgain }) is { } refused)
            {
                return refused;
            }

            if (greet is not null)
            {
                using var scope = TenantScope.Begin(http.Features.GetRequiredFeature<TenantContext>());
                await greet(http);
            }

            return null;
        }
        catch (Exception exception) when (exception is ModuleUnavailableException or RefusalException)
        {
            return new GuardDecision.Refuse(Failures.ToRefusal(exception), "none");
        }
        finally
        {
            await exchange.Answer.EndAsync(null);
            contexts.Dispose(http);
        }
    }
}
