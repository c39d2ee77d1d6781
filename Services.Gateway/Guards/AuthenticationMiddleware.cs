using Microsoft.AspNetCore.Authorization;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// The first guards of every route (<see cref="Admission"/>). Every endpoint that does not say that it is for anyone asks for all of them, so that forgetting closes
/// a door instead of opening one.
/// </summary>
internal sealed class AuthenticationMiddleware(RequestDelegate next, Admission admission)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (IsForAnyone(http) || await admission.CheckAsync(http) is not { } refused)
        {
            await next(http);
            return;
        }

        if (refused.Challenge is { } challenge)
        {
            http.Response.Headers.WWWAuthenticate = challenge;
        }

        await refused.Refusal.WriteAsync(http);
    }

    private static bool IsForAnyone(HttpContext http) => http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
