using Microsoft.AspNetCore.Authorization;
using Nanobot.Services.Gateway.Links;
using Nanobot.Services.Gateway.Requests;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets callers in (<see cref="GuardChain"/>). Every endpoint that does not say that it is for anyone asks for that, so that forgetting closes
/// a door instead of opening one. Who follows a link has no credential, and its own bounds (<see cref="LinkDoor"/>).
/// </summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, GuardChain guards, LinkDoor links)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (IsForAnyone(http))
        {
            await (links.Enter(http) is { } turnedAway ? turnedAway.WriteAsync(http) : next(http));
            return;
        }

        if (await guards.EnterAsync(new GuardedCall(http, RequestedOperations.Of(http))) is not { } refused)
        {
            await next(http);
            return;
        }

        if (refused.Challenge is { } challenge)
        {
            http.Response.Headers.WWWAuthenticate = challenge;
        }

        await refused.Answer.WriteAsync(http);
    }

    private static bool IsForAnyone(HttpContext http) => http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
