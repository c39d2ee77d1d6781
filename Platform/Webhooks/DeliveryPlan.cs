using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Webhooks;

/// <summary>When a delivery that came to nothing is tried again: eight tries, over about a day.</summary>
public static class DeliveryPlan
{
    /// <summary>Tries of one delivery, the first among them.</summary>
    public const int MostTries = 8;

    // Short where somebody restarts a server, long where somebody has to be called for it.
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(10), TimeSpan.FromHours(16)];

    // A receiver that wants more is asked again after this.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(1);

    /// <summary>How long to wait behind the try <paramref name="attempt"/>: between half of what the plan has and all of it, and no shorter than the receiver asks.</summary>
    public static TimeSpan WaitAfter(int attempt, TimeSpan? asked, Backoff backoff)
    {
        ArgumentNullException.ThrowIfNull(backoff);
        var planned = Waits[Math.Clamp(attempt, 1, Waits.Length) - 1];
        var wait = backoff.After(1, planned, planned);
        var wanted = asked < LongestAsked ? asked.Value : asked is null ? TimeSpan.Zero : LongestAsked;
        return wanted > wait ? wanted + backoff.After(1, wanted / 10, wanted / 10) : wait;
    }
}
