using System.Diagnostics.Metrics;

namespace Nanobot.Services.Gateway.Observability;

/// <summary>The gateway's own figures; requests, durations and connections are .NET's.</summary>
internal sealed class GatewayTelemetry
{
    public const string MeterName = "Nanobot.Gateway";

    private readonly Counter<long> _lookups;
    private readonly Counter<long> _refreshes;
    private readonly Counter<long> _crowdedOut;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _keys;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _sentAgain;
    private readonly Counter<long> _auditLost;

    public GatewayTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _lookups = meter.CreateCounter<long>("nanobot.gateway.lookups", "{lookup}", "Questions to the tenants module that memory could not answer.");
        _refreshes = meter.CreateCounter<long>("nanobot.gateway.refreshes", "{refresh}", "Questions to the tenants module behind an answer from memory.");
        _crowdedOut = meter.CreateCounter<long>("nanobot.gateway.lookups.crowded_out", "{lookup}", "Questions that found no room among those that wait.");
        _refusals = meter.CreateCounter<long>("nanobot.gateway.refusals", "{request}", "Requests refused before they were forwarded.");
        _tokens = meter.CreateCounter<long>("nanobot.gateway.token_refusals", "{token}", "JWTs that did not verify, by the first check that failed.");
        _keys = meter.CreateCounter<long>("nanobot.gateway.key_fetches", "{fetch}", "Fetches of the keys that issuers publish.");
        _failures = meter.CreateCounter<long>("nanobot.gateway.forwarding_failures", "{request}", "Forwarded requests that were not answered by their module.");
        _sentAgain = meter.CreateCounter<long>("nanobot.gateway.sent_again", "{request}", "Requests that no connection could be made for and that were sent to another instance.");
        _auditLost = meter.CreateCounter<long>("nanobot.gateway.audit.lost", "{entry}", "Audit entries for which there was no room, or that could not be delivered.");
    }

    public void LookedUp(string kind, bool found) => _lookups.Add(1, new("kind", kind), new KeyValuePair<string, object?>("found", found));

    public void Refreshed(string kind, bool answered) => _refreshes.Add(1, new("kind", kind), new KeyValuePair<string, object?>("answered", answered));

    public void CrowdedOut(string budget) => _crowdedOut.Add(1, new KeyValuePair<string, object?>("budget", budget));

    public void Refused(string code) => _refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void KeysFetched(string issuer, bool answered) => _keys.Add(1, new("issuer", issuer), new KeyValuePair<string, object?>("answered", answered));

    public void TokenRefused(string fault) => _tokens.Add(1, new KeyValuePair<string, object?>("fault", fault));

    public void AuditLost(long count) => _auditLost.Add(count);

    public void SentAgain(string cluster) => _sentAgain.Add(1, new KeyValuePair<string, object?>("module", cluster));

    public void NotForwarded(string module, string error) => _failures.Add(1, new("module", module), new KeyValuePair<string, object?>("error", error));
}
