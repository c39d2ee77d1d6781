using System.Diagnostics.Metrics;

namespace Nanobot.Services.Gateway.Observability;

/// <summary>The gateway's own figures; requests, durations and connections are .NET's.</summary>
internal sealed class GatewayMetrics
{
    private readonly Counter<long> _lookups;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _keys;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Nanobot.Gateway");
        _lookups = meter.CreateCounter<long>("nanobot.gateway.lookups", "{lookup}", "Questions to the tenants module that memory could not answer.");
        _refusals = meter.CreateCounter<long>("nanobot.gateway.refusals", "{request}", "Requests refused before they were forwarded.");
        _tokens = meter.CreateCounter<long>("nanobot.gateway.token_refusals", "{token}", "JWTs that did not verify, by the first check that failed.");
        _keys = meter.CreateCounter<long>("nanobot.gateway.key_fetches", "{fetch}", "Fetches of the keys that issuers publish.");
    }

    public void LookedUp(string kind, bool found) => _lookups.Add(1, new("kind", kind), new KeyValuePair<string, object?>("found", found));

    public void Refused(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void KeysFetched(string issuer, bool answered) => _keys.Add(1, new("issuer", issuer), new KeyValuePair<string, object?>("answered", answered));

    public void TokenRefused(Authentication.Jwt.JwtFault fault) => _tokens.Add(1, new KeyValuePair<string, object?>("fault", fault.ToString()));
}
