using System.Diagnostics.Metrics;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Metering.Observability;

/// <summary>The ledger's metrics.</summary>
internal sealed class LedgerTelemetry
{
    private const string Name = "Nanobot.Ledger";
    private const string None = "none";
    private readonly TenantLabels _labels;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _refusals;
    private Func<(int Running, int Owed)> _look = static () => default;

    public LedgerTelemetry(IMeterFactory meters, TenantLabels labels)
    {
        _labels = labels;
        var meter = meters.Create(Name);
        _calls = meter.CreateCounter<long>("nanobot.ledger.calls", "{call}", "Calls of models that were closed, by state, and whether what they came to is an estimate");
        _refusals = meter.CreateCounter<long>("nanobot.ledger.refusals", "{refusal}", "Calls of models that were not made, by code and quota");
        meter.CreateObservableUpDownCounter("nanobot.ledger.calls.running", () => _look().Running, "{call}", "Calls of this process that run");
        meter.CreateObservableUpDownCounter("nanobot.ledger.calls.owed", () => _look().Owed, "{call}", "Calls of this process that have ended and could not be written down yet");
    }

    /// <summary>Where the calls of this process are looked at.</summary>
    public void Watch(Func<(int Running, int Owed)> look) => _look = look;

    /// <summary>A call's row is closed.</summary>
    public void Closed(string tenantId, string state, bool isEstimated) =>
        _calls.Add(1, new("tenant.id", _labels.For(tenantId)), new("state", state), new("estimated", isEstimated));

    /// <summary>A call was not made.</summary>
    public void Refused(TenantContext? context, Refusal refusal) => _refusals.Add(1,
        new("tenant.id", context is { HasTenant: true } ? _labels.For(context.RequiredTenantId) : None), new("error.type", refusal.Code),
        new("quota", refusal.Members.GetValueOrDefault("quota") as string ?? None));
}
