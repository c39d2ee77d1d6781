using System.Globalization;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>The guards of what a tenant may use: rate, concurrency and quota, in this order. Operators have no tenant, and no limits.</summary>
internal sealed class LimitsMiddleware(
    RequestDelegate next, KnownLimits limits, RateGuard rate, ConcurrencyGuard concurrency, DailyCallsGuard quota, GatewayTelemetry telemetry)
{
    private const string Prefer = "Prefer";
    private const string Applied = "Preference-Applied";
    private readonly IGuard[] _guards = [rate, concurrency, quota];

    public Task InvokeAsync(HttpContext http) => http.Features.Get<MintedContext>()?.Tenant is { } tenant && http.Features.Get<Principal>() is { } principal
        ? GuardAsync(http, new GuardedCall(principal, tenant, limits.Of(tenant), RequestedOperations.Of(http))
        {
            CanWait = http.Request.Headers.TryGetValue(Prefer, out var preferences) ? Preference.WaitOf(preferences) : null,
            Length = http.Request.ContentLength ?? 0,
        })
        : next(http);

    private async Task GuardAsync(HttpContext http, GuardedCall call)
    {
        try
        {
            foreach (var guard in _guards)
            {
                if ((await guard.CheckAsync(call, http.RequestAborted)).Refusal is { } refusal)
                {
                    call.TakeBack();
                    WriteHeaders(http, call);
                    telemetry.Refused(refusal.Code);
                    await refusal.Answer.WriteAsync(http);
                    return;
                }
            }

            WriteHeaders(http, call);
            await next(http);
        }
        finally
        {
            call.End();
        }
    }

    private static void WriteHeaders(HttpContext http, GuardedCall call)
    {
        RateLimitHeaders.Write(http.Response, call);
        if (call.Waited > TimeSpan.Zero)
        {
            http.Response.Headers[Applied] = string.Create(CultureInfo.InvariantCulture, $"wait={(int)call.CanWait!.Value.TotalSeconds}");
        }
    }
}
