using System.Globalization;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Queueing;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets only so many calls run at the same time, of each level of the chain. A slot is free when its call has ended, however, or when the process that holds it
/// is gone. A call that says that it can wait lines up where a level has none free, with those that it has of levels below, and none that cannot wait passes it.
/// </summary>
internal sealed class ConcurrencyGuard(WaitingRoom room, TenantActiveGuard active, TimeProvider time) : ICountedGuard
{
    private const string Prefer = "Prefer";

    // What an answer of the model is taken to cost beside the request's own text, about one token to four octets.
    private const long TokensOfAnswer = 1000;
    private const long OctetsOfToken = 4;

    public string Name => "concurrency";

    public async ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        for (var level = 0; level < (LimitsOf(call)?.Count ?? 0); level++)
        {
            if (call.Limits![level].Of(CallLimit.Slots) is { } allowed)
            {
                var meter = call.Limits[level].Meter;
                var there = room.IsWaitedFor(meter) ? NoneOf(allowed) : await meter.PeekAsync(CallLimit.Slots, allowed, cancellationToken);
                if (!there.IsGranted && !CanWait(call, allowed))
                {
                    return Refuse(call, call.Limits[level].Level, there);
                }
            }
        }

        return GuardDecision.Allow;
    }

    public ValueTask<GuardDecision> TakeAsync(GuardedCall call, int level, CancellationToken cancellationToken)
    {
        if (LimitsOf(call)?[level] is not { } limits || limits.Of(CallLimit.Slots) is not { } allowed)
        {
            return new(GuardDecision.Allow);
        }

        var taking = room.IsWaitedFor(limits.Meter) ? new(NoneOf(allowed)) : limits.Meter.TakeAsync(CallLimit.Slots, allowed, cancellationToken);
        if (taking is not { IsCompletedSuccessfully: true, Result.IsGranted: true })
        {
            return WaitAsync(call, level, allowed, taking, cancellationToken);
        }

        call.Keep(room, level + 1);
        return new(GuardDecision.Allow);
    }

    private async ValueTask<GuardDecision> WaitAsync(GuardedCall call, int level, Allowed allowed, ValueTask<Taken> taking, CancellationToken cancellationToken)
    {
        var (taken, limits) = (await taking, call.Limits![level]);
        if (taken.IsGranted)
        {
            call.Keep(room, level + 1);
            return GuardDecision.Allow;
        }

        if (!await LineUpAsync(call, limits.Meter, allowed, cancellationToken))
        {
            return Refuse(call, limits.Level, taken);
        }

        call.Keep(room, level + 1);
        // Much may have changed while it waited.
        return await active.CheckAsync(call, cancellationToken);
    }

    private static CallerLimits? LimitsOf(GuardedCall call) => call.Operation is { IsAboutLimits: true } ? null : call.Limits;

    private static Taken NoneOf(Allowed allowed) => new(false, allowed.Amount, 0, TimeSpan.FromSeconds(1), IsShare: false);

    private static bool CanWait(GuardedCall call, Allowed allowed) => allowed.Amount > 0 && WaitOf(call) is { } wait && wait > call.Waited;

    private async ValueTask<bool> LineUpAsync(GuardedCall call, Meter meter, Allowed allowed, CancellationToken cancellationToken)
    {
        if (!CanWait(call, allowed))
        {
            return false;
        }

        var (since, wait) = (time.GetTimestamp(), WaitOf(call)!.Value);
        var turn = new Turn(call.Tenant!.TenantId, call.Principal.UserId ?? call.Principal.KeyId ?? "", CostOf(call), wait - call.Waited);
        var hasSlot = await room.WaitAsync(turn, meter, allowed, cancellationToken);
        call.Waited += time.GetElapsedTime(since);
        return hasSlot;
    }

    private GuardDecision.Refuse Refuse(GuardedCall call, string level, Taken taken)
    {
        var many = level == LimitLevels.Tenant ? "As many calls of the tenant run already as its plan allows" : $"As many calls of the {level} run already as its own amount allows";
        return GuardDecision.Refuse.Counted(
            "CONCURRENT_LIMIT", Name, QuotaType.ConcurrentRequests.Value, level,
            call.Waited > TimeSpan.Zero
                ? string.Create(CultureInfo.InvariantCulture, $"{many}; none of them ended within {call.Waited.TotalSeconds:0.0} s, or too many wait already.")
                : $"{many}; wait for one of them to end, or say how long the call can wait (Prefer: wait=10).",
            taken.Limit, taken.Used, time.GetUtcNow(), taken.Wait);
    }

    /// <summary>How long a call says that it can wait; null: not at all.</summary>
    public static TimeSpan? WaitOf(GuardedCall call) => call.Http.Request.Headers.TryGetValue(Prefer, out var preferences) ? Preference.WaitOf(preferences) : null;

    private static long CostOf(GuardedCall call) =>
        1 + ((call.Http.Request.ContentLength ?? 0) / OctetsOfToken) + (call.Operation?.Cost is CostClass.Model or CostClass.Report ? TokensOfAnswer : 0);
}
