using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Lets a tenant make the calls of a day in its own zone, and no more.</summary>
internal sealed class DailyCallsGuard(TimeProvider time) : IGuard
{
    private const string Name = "quota";

    public ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if (call.Limits is not { } limits)
        {
            return new(GuardDecision.Allow);
        }

        var taking = limits.Meter.TakeOfDayAsync(limits.Day, cancellationToken);
        return taking.IsCompletedSuccessfully ? new(Decide(call, taking.Result)) : WaitAsync(call, taking);
    }

    private async ValueTask<GuardDecision> WaitAsync(GuardedCall call, ValueTask<Taken> taking) => Decide(call, await taking);

    private GuardDecision Decide(GuardedCall call, Taken taken)
    {
        call.Day = taken;
        return taken.IsGranted
            ? GuardDecision.Allow
            : GuardDecision.Refuse.Counted("QUOTA_EXCEEDED", Name, QuotaType.ApiCallsPerDay.Value,
                "The tenant has made all the calls that its plan allows in a day; the next day begins at midnight in the tenant's time zone.",
                taken.Limit, taken.Used, time.GetUtcNow(), taken.Wait);
    }
}
