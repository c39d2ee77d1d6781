using System.Diagnostics.Metrics;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Observability;

/// <summary>What this module counts.</summary>
internal sealed class TenantsTelemetry
{
    public const string MeterName = "Nanobot.Tenants";

    private readonly TenantLabels _labels;
    private readonly Counter<long> _tenantsCreated;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _usersCreated;
    private readonly Counter<long> _configUpdates;
    private readonly Counter<long> _keys;
    private readonly Counter<long> _resolutions;
    private readonly Counter<long> _tokensEnded;
    private readonly Counter<long> _policies;
    private readonly Counter<long> _raises;

    public TenantsTelemetry(IMeterFactory meters, TenantLabels labels)
    {
        _labels = labels;
        var meter = meters.Create(MeterName);
        _tenantsCreated = meter.CreateCounter<long>("nanobot.tenants.created", "{tenant}", "Tenants created.");
        _changes = meter.CreateCounter<long>("nanobot.tenants.changes", "{change}", "Changes of tenants' statuses and plans.");
        _usersCreated = meter.CreateCounter<long>("nanobot.tenants.users.created", "{user}", "Users created.");
        _configUpdates = meter.CreateCounter<long>("nanobot.tenants.users.config_updates", "{update}", "Updates that changed a user's configuration.");
        _keys = meter.CreateCounter<long>("nanobot.tenants.keys.changes", "{key}", "API keys issued, replaced and revoked.");
        _resolutions = meter.CreateCounter<long>("nanobot.tenants.credentials.resolutions", "{resolution}", "API keys looked up for the gateway.");
        _tokensEnded = meter.CreateCounter<long>("nanobot.tenants.users.tokens_revoked", "{revocation}", "Times that all tokens of a user were ended.");
        _policies = meter.CreateCounter<long>("nanobot.tenants.policies.changes", "{change}", "Changes of sets of policies.");
        _raises = meter.CreateCounter<long>("nanobot.tenants.raises.decided", "{request}", "Requests for raises of limits that were decided on.");
    }

    public void TenantCreated(string tier) => _tenantsCreated.Add(1, new KeyValuePair<string, object?>("tier", tier));

    public void TenantChanged(string tenantId, string change) => _changes.Add(1, Tenant(tenantId), new("change", change));

    public void UserCreated(string tenantId) => _usersCreated.Add(1, Tenant(tenantId));

    public void ConfigUpdated(string tenantId) => _configUpdates.Add(1, Tenant(tenantId));

    public void KeyIssued(string tenantId) => _keys.Add(1, Tenant(tenantId), new("change", "issued"));

    public void KeyRotated(string tenantId) => _keys.Add(1, Tenant(tenantId), new("change", "rotated"));

    public void KeyRevoked(string tenantId) => _keys.Add(1, Tenant(tenantId), new("change", "revoked"));

    public void TokensEnded(string tenantId) => _tokensEnded.Add(1, Tenant(tenantId));

    public void PoliciesChanged(string? tenantId, string change) =>
        _policies.Add(1, tenantId is null ? new("scope", "installation") : Tenant(tenantId), new("change", change));

    public void RaiseDecided(string tenantId, string decision) => _raises.Add(1, Tenant(tenantId), new("decision", decision));

    public void CredentialResolved(bool found) =>
        _resolutions.Add(1, new KeyValuePair<string, object?>("outcome", found ? "found" : "not_found"));

    private KeyValuePair<string, object?> Tenant(string tenantId) => new("tenant.id", _labels.For(tenantId));
}
