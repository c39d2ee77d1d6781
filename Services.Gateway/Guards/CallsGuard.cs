using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Limits;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets a caller make as many calls as each level of its chain allows, of a minute (that many at once, and that many again evenly over each minute) or of a day in
/// the tenant's own zone.
/// </summary>
internal sealed class CallsGuard : ICountedGuard
{
    /// <summary>Name of the guard of a day.</summary>
    public const string OfDay = "quota";

    private readonly CallLimit _limit;
    private readonly string _code;
    private readonly string _ofTenant;
    private readonly string _ofOwn;
    private readonly TimeProvider _time;

    private CallsGuard(CallLimit limit, string name, string code, string ofTenant, string ofOwn, TimeProvider time) =>
        (_limit, Name, _code, _ofTenant, _ofOwn, _time) = (limit, name, code, ofTenant, ofOwn, time);

    public string Name { get; }

    /// <summary>The guard of calls of a minute.</summary>
    public static CallsGuard Rate(TimeProvider time) => new(CallLimit.Minute, "rate", "RATE_LIMITED",
        "The tenant calls more often than its plan allows; wait as long as Retry-After says.",
        "The {0} calls more often than its own amount allows; wait as long as Retry-After says.", time);

    /// <summary>The guard of calls of a day.</summary>
    public static CallsGuard Quota(TimeProvider time) => new(CallLimit.Day, OfDay, "QUOTA_EXCEEDED",
        "The tenant has made all the calls that its plan allows in a day; the next day begins at midnight in the tenant's time zone.",
        "The {0} has made all the calls that its own amount allows in a day; the next day begins at midnight in the tenant's time zone.", time);

    public async ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if (LimitsOf(call) is not { } limits)
        {
            return GuardDecision.Allow;
        }

        var (nearest, refused) = (default(Taken), default(GuardDecision.Refuse));
        for (var level = 0; level < limits.Count; level++)
        {
            if (limits[level].Of(_limit) is not { } allowed)
            {
                continue;
            }

            var there = await limits[level].Meter.PeekAsync(_limit, allowed, cancellationToken);
            if (there.IsGranted)
            {
                nearest = !nearest.IsGranted || there.Remaining < nearest.Remaining ? there : nearest;
            }
            else if (refused is null || IsLonger(there, call.Told(_limit)))
            {
                // Whoever tries again succeeds when the last of those that refuse has one again.
                refused = Refuse(limits[level].Level, there);
                call.Tell(_limit, there);
            }
        }

        if (refused is not null)
        {
            return refused;
        }

        call.Tell(_limit, nearest);
        return GuardDecision.Allow;
    }

    public ValueTask<GuardDecision> TakeAsync(GuardedCall call, int level, CancellationToken cancellationToken)
    {
        if (LimitsOf(call)?[level] is not { } limits || limits.Of(_limit) is not { } allowed)
        {
            return new(GuardDecision.Allow);
        }

        var taking = limits.Meter.TakeAsync(_limit, allowed, cancellationToken);
        return taking.IsCompletedSuccessfully ? new(Note(call, level, taking.Result)) : WaitAsync(call, level, taking);
    }

    private async ValueTask<GuardDecision> WaitAsync(GuardedCall call, int level, ValueTask<Taken> taking) => Note(call, level, await taking);

    private GuardDecision Note(GuardedCall call, int level, Taken taken)
    {
        if (taken.IsGranted)
        {
            call.Took(_limit, level + 1, taken);
            return GuardDecision.Allow;
        }

        // Somebody else has had the last one meanwhile.
        call.Tell(_limit, taken);
        return Refuse(call.Limits![level].Level, taken);
    }

    private CallerLimits? LimitsOf(GuardedCall call) => _limit == CallLimit.Day && call.Operation is { IsAboutLimits: true } ? null : call.Limits;

    // Where nothing is allowed it is for ever.
    private static bool IsLonger(Taken one, Taken? other) => other is { Limit: > 0 } shorter && (one.Limit <= 0 || one.Wait > shorter.Wait);

    private GuardDecision.Refuse Refuse(string level, Taken taken) => GuardDecision.Refuse.Counted(
        _code, Name, CallQuotas.Of(_limit).Value, level, level == LimitLevels.Tenant ? _ofTenant : _ofOwn.Replace("{0}", level, StringComparison.Ordinal),
        taken.Limit, taken.Used, Now(taken.Wait), taken.Wait);

    // A day ends at a whole second: what was asked for took a moment, which is not to be seen in it.
    private DateTimeOffset Now(TimeSpan wait)
    {
        var now = _time.GetUtcNow();
        var end = now + wait;
        return _limit == CallLimit.Day ? new DateTimeOffset((end.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, end.Offset) - wait : now;
    }
}
