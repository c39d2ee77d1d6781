using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Lets only so many calls of a tenant run at the same time. A slot is free when its call has ended, however, or when the process that holds it is gone.</summary>
internal sealed class ConcurrencyGuard(TimeProvider time) : IGuard
{
    private const string Name = "concurrency";

    public ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        var taking = call.Limits.Meter.TakeSlotAsync(call.Limits.Slots, cancellationToken);
        return taking.IsCompletedSuccessfully ? new(Decide(call, taking.Result)) : WaitAsync(call, taking);
    }

    private async ValueTask<GuardDecision> WaitAsync(GuardedCall call, ValueTask<Taken> taking) => Decide(call, await taking);

    private GuardDecision Decide(GuardedCall call, Taken taken)
    {
        if (taken.IsGranted)
        {
            call.Keep(call.Limits.Meter);
            return GuardDecision.Allow;
        }

        return GuardDecision.Refuse.Counted("CONCURRENT_LIMIT", Name, QuotaType.ConcurrentRequests.Value,
            "As many calls of the tenant run already as its plan allows; wait for one of them to end.", taken.Limit, taken.Used, time.GetUtcNow(), taken.Wait);
    }
}
