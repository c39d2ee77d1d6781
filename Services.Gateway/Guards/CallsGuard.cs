using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Limits;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets a caller make as many calls as each level of its chain allows, of a minute (that many at once, and that many again evenly over each minute) or of a day in
/// the tenant's own zone. The levels are asked from the caller up, so that who has used up an amount of its own takes nothing of what others share, for no moment.
/// </summary>
internal sealed class CallsGuard : IGuard
{
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
    public static CallsGuard Quota(TimeProvider time) => new(CallLimit.Day, "quota", "QUOTA_EXCEEDED",
        "The tenant has made all the calls that its plan allows in a day; the next day begins at midnight in the tenant's time zone.",
        "The {0} has made all the calls that its own amount allows in a day; the next day begins at midnight in the tenant's time zone.", time);

    public async ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if (call.Limits is not { } limits || (_limit == CallLimit.Day && call.Operation is { IsAboutLimits: true }))
        {
            return GuardDecision.Allow;
        }

        var nearest = default(Taken);
        for (var level = 0; level < limits.Count; level++)
        {
            if (limits[level].Of(_limit) is not { } allowed)
            {
                continue;
            }

            var taken = await limits[level].Meter.TakeAsync(_limit, allowed, cancellationToken);
            if (!taken.IsGranted)
            {
                call.Note(_limit, level, taken);
                return Refuse(limits[level].Level, taken);
            }

            nearest = !nearest.IsGranted || taken.Remaining < nearest.Remaining ? taken : nearest;
            call.Note(_limit, level + 1, nearest);
        }

        return GuardDecision.Allow;
    }

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
