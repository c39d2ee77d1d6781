using Nanobot.Platform.Policies;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Rights.Observability;
using Nanobot.Platform.Rights.Recorded;

namespace Nanobot.Platform.Rights;

/// <summary>Decides by policies that are known, and counts and records what was decided.</summary>
public sealed class Decisions
{
    private readonly RightsTelemetry _telemetry;
    private readonly RequestRecorder _recorder;

    internal Decisions(RightsTelemetry telemetry, RequestRecorder recorder) => (_telemetry, _recorder) = (telemetry, recorder);

    /// <summary>Decides.</summary>
    /// <param name="policies">What binds the request.</param>
    /// <param name="request">The request; its zone is the tenant's.</param>
    /// <param name="kind">The kind of its resource: one of <see cref="ResourceKind"/>.</param>
    public PolicyDecision Decide(BoundPolicies policies, in PolicyRequest request, string kind)
    {
        var decision = policies.Set.Decide(request);
        _telemetry.Decided(decision, kind);
        _recorder.Record(policies.Recent, request, decision);
        return decision;
    }
}
