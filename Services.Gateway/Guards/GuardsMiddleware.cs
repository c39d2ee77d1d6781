using System.Globalization;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Requests;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// The guards behind a verified caller: what its tenant may use (rate, concurrency, quota), and what policies let it do, in this order.
/// Operators have no tenant, and no limits.
/// </summary>
internal sealed class GuardsMiddleware(
    RequestDelegate next, KnownLimits limits, RateGuard rate, ConcurrencyGuard concurrency, DailyCallsGuard quota, PolicyGuard policy, IAuditSink audit,
    GatewayTelemetry telemetry)
{
    private const string Prefer = "Prefer";
    private const string Applied = "Preference-Applied";
    private readonly IGuard[] _guards = [rate, concurrency, quota, policy];

    public Task InvokeAsync(HttpContext http) => http.Features.Get<MintedContext>() is { } minted && http.Features.Get<Principal>() is { } principal
        ? GuardAsync(http, new GuardedCall(principal, minted.Tenant, minted.Tenant is { } tenant ? limits.Of(tenant) : null, RequestedOperations.Of(http))
        {
            Address = http.Connection.RemoteIpAddress,
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
                    audit.Refused(http, call.Principal, refusal.Code);
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
