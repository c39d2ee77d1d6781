using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Lets a tenant call as often as its calls of a minute allow: that many at once, and that many again evenly over each minute.</summary>
internal sealed class RateGuard(TimeProvider time) : IGuard
{
    private const string Name = "rate";

    public ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if (call.Limits is not { } limits)
        {
            return new(GuardDecision.Allow);
        }

        var taking = limits.Meter.TakeOfMinuteAsync(limits.Minute, cancellationToken);
        return taking.IsCompletedSuccessfully ? new(Decide(call, taking.Result)) : WaitAsync(call, taking);
    }

    private async ValueTask<GuardDecision> WaitAsync(GuardedCall call, ValueTask<Taken> taking) => Decide(call, await taking);

    private GuardDecision Decide(GuardedCall call, Taken taken)
    {
        call.Minute = taken;
        return taken.IsGranted
            ? GuardDecision.Allow
            : GuardDecision.Refuse.Counted("RATE_LIMITED", Name, QuotaType.ApiCallsPerMinute.Value,
                "The tenant calls more often than its plan allows; wait as long as Retry-After says.", taken.Limit, taken.Used, time.GetUtcNow(), taken.Wait);
    }
}
