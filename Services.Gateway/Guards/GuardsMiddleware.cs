using System.Globalization;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Lets callers that have come in use what they ask for (<see cref="GuardChain"/>), and tells them what is left.</summary>
internal sealed class GuardsMiddleware(RequestDelegate next, GuardChain guards)
{
    private const string Applied = "Preference-Applied";

    public Task InvokeAsync(HttpContext http) => http.Features.Get<GuardedCall>() is { } call ? GuardAsync(http, call) : next(http);

    private async Task GuardAsync(HttpContext http, GuardedCall call)
    {
        try
        {
            var refused = await guards.UseAsync(call);
            WriteHeaders(http, call);
            await (refused is null ? next(http) : refused.Answer.WriteAsync(http));
        }
        finally
        {
            call.End();
        }
    }

    private static void WriteHeaders(HttpContext http, GuardedCall call)
    {
        RateLimitHeaders.Write(http.Response, call);
        if (call.Waited > TimeSpan.Zero && ConcurrencyGuard.WaitOf(call) is { } wait)
        {
            http.Response.Headers[Applied] = string.Create(CultureInfo.InvariantCulture, $"wait={(int)wait.TotalSeconds}");
        }
    }
}
