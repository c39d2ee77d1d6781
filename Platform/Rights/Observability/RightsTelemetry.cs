using System.Diagnostics.Metrics;
using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Rights.Observability;

/// <summary>The figures of decisions by policies, in whatever module they are made.</summary>
internal sealed class RightsTelemetry
{
    private const string None = "none";
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _shadows;
    private readonly Counter<long> _lookups;
    private readonly Counter<long> _refreshes;
    private readonly Counter<long> _unrecorded;

    public RightsTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create("Nanobot.Policies");
        _decisions = meter.CreateCounter<long>("nanobot.policies.decisions", "{decision}", "Decisions, by effect, by the layer that decided and by the kind of the resource.");
        _shadows = meter.CreateCounter<long>("nanobot.policies.shadows", "{decision}", "Decisions before which a policy in shadow mode stood, by what it would have decided and by whether that changes anything.");
        _lookups = meter.CreateCounter<long>("nanobot.policies.lookups", "{lookup}", "Questions for policies that memory could not answer.");
        _refreshes = meter.CreateCounter<long>("nanobot.policies.refreshes", "{refresh}", "Questions for policies behind those who went by what was remembered.");
        _unrecorded = meter.CreateCounter<long>("nanobot.policies.unrecorded", "{request}", "Decided requests for whose record there was no room, or that Redis did not take.");
    }

    /// <summary>One decision; the kind is method, tool, model or report.</summary>
    public void Decided(in PolicyDecision decision, string kind)
    {
        _decisions.Add(1, new("effect", decision.Effect), new("layer", decision.Matched?.ScopeName ?? None), new KeyValuePair<string, object?>("kind", kind));
        if (decision.Shadow is { } shadow)
        {
            _shadows.Add(1, new("effect", shadow.IsAllow ? "allow" : "deny"), new("changes", shadow.IsAllow != decision.Allowed), new KeyValuePair<string, object?>("kind", kind));
        }
    }

    public void LookedUp(bool found) => _lookups.Add(1, new KeyValuePair<string, object?>("found", found));

    public void Refreshed(bool answered) => _refreshes.Add(1, new KeyValuePair<string, object?>("answered", answered));

    public void Unrecorded(long count) => _unrecorded.Add(count);
}
