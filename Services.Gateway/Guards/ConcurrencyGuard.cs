using System.Globalization;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Queueing;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets only so many calls of a tenant run at the same time. A slot is free when its call has ended, however, or when the process that holds it
/// is gone. A call that says that it can wait lines up, and none that cannot passes it.
/// </summary>
internal sealed class ConcurrencyGuard(WaitingRoom room, TenantStates tenants, TimeProvider time) : IGuard
{
    private const string Name = "concurrency";

    // What an answer of the model is taken to cost beside the request's own text, about one token to four octets.
    private const long TokensOfAnswer = 1000;
    private const long OctetsOfToken = 4;

    public ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if (call is not { Tenant: { } tenant, Limits: { } limits } || call.Operation is { TakesSlot: false })
        {
            return new(GuardDecision.Allow);
        }

        if (room.IsWaitedFor(tenant.TenantId))
        {
            return WaitAsync(call, tenant, limits, taking: null, cancellationToken);
        }

        var taking = limits.Meter.TakeSlotAsync(limits.Slots, cancellationToken);
        if (taking.IsCompletedSuccessfully && taking.Result.IsGranted)
        {
            call.Keep(room);
            return new(GuardDecision.Allow);
        }

        return WaitAsync(call, tenant, limits, taking, cancellationToken);
    }

    private async ValueTask<GuardDecision> WaitAsync(
        GuardedCall call, TenantSnapshot tenant, TenantLimits limits, ValueTask<Taken>? taking, CancellationToken cancellationToken)
    {
        var taken = taking is { } asked ? await asked : new Taken(false, limits.Slots.Amount, 0, TimeSpan.FromSeconds(1), IsShare: false);
        if (taken.IsGranted)
        {
            call.Keep(room);
            return GuardDecision.Allow;
        }

        return call.CanWait is { } wait && limits.Slots.Amount > 0
            ? await LineUpAsync(call, tenant, limits, taken, wait, cancellationToken)
            : Refuse(taken, "As many calls of the tenant run already as its plan allows; wait for one of them to end, or say how long the call can wait (Prefer: wait=10).");
    }

    private async Task<GuardDecision> LineUpAsync(
        GuardedCall call, TenantSnapshot tenant, TenantLimits limits, Taken taken, TimeSpan wait, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var flow = call.Principal.UserId ?? call.Principal.KeyId ?? "";
        var hasSlot = await room.WaitAsync(tenant.TenantId, limits.Meter, limits.Slots, flow, CostOf(call), wait, cancellationToken);
        call.Waited = time.GetElapsedTime(since);
        if (!hasSlot)
        {
            return Refuse(taken, string.Create(CultureInfo.InvariantCulture,
                $"As many calls of the tenant run already as its plan allows; none of them ended within {call.Waited.TotalSeconds:0.0} s, or too many wait already."));
        }

        call.Keep(room);
        // Much may have changed meanwhile.
        var now = await tenants.FindAsync(tenant.TenantId, LookupOrigin.Of(call.Address), cancellationToken);
        return now is not null && TenantActiveGuard.Check(now, time.GetUtcNow()) is { } refusal ? new GuardDecision.Refuse(refusal, "tenant")
            : now is null ? new GuardDecision.Refuse(Refusals.AuthenticationRequired, "tenant") : GuardDecision.Allow;
    }

    private GuardDecision.Refuse Refuse(Taken taken, string detail) => GuardDecision.Refuse.Counted(
        "CONCURRENT_LIMIT", Name, QuotaType.ConcurrentRequests.Value, detail, taken.Limit, taken.Used, time.GetUtcNow(), taken.Wait);

    private static long CostOf(GuardedCall call) =>
        1 + (call.Length / OctetsOfToken) + (call.Operation?.Cost is CostClass.Model or CostClass.Report ? TokensOfAnswer : 0);
}
