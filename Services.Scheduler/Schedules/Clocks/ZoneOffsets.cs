using System.Text.Json;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>What a zone's rules come to over some years: distances from UTC, each from a moment on. The first holds before, and the last behind.</summary>
/// <param name="Changes">Ascending; seconds of the Unix time, and seconds ahead of UTC.</param>
/// <param name="Until">How far they were looked at.</param>
internal sealed record ZoneOffsets(IReadOnlyList<(long From, int Seconds)> Changes, DateTimeOffset Until)
{
    private const long Step = 24 * 60 * 60;

    /// <summary>Looks a zone's rules through.</summary>
    public static ZoneOffsets Of(Zone zone, DateTimeOffset from, DateTimeOffset until)
    {
        var (at, end) = (from.ToUnixTimeSeconds(), until.ToUnixTimeSeconds());
        var changes = new List<(long From, int Seconds)> { (at, Seconds(zone, at)) };
        for (var day = at + Step; day <= end; day += Step)
        {
            // No zone changes its clocks twice in a day.
            if (Seconds(zone, day) is var seconds && seconds != changes[^1].Seconds)
            {
                changes.Add((First(zone, day - Step, day, seconds), seconds));
            }
        }

        return new ZoneOffsets(changes, until);
    }

    /// <summary>The distance from UTC at <paramref name="instant"/>.</summary>
    public TimeSpan At(DateTimeOffset instant)
    {
        var at = instant.ToUnixTimeSeconds();
        var seconds = Changes[0].Seconds;
        foreach (var change in Changes.TakeWhile(change => change.From <= at))
        {
            seconds = change.Seconds;
        }

        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>Whether the two say something else of any moment between.</summary>
    public bool Differs(ZoneOffsets other, DateTimeOffset from, DateTimeOffset until) =>
        Changes.Concat(other.Changes).Select(static change => DateTimeOffset.FromUnixTimeSeconds(change.From)).Where(at => at > from && at < until).Prepend(from)
            .Any(at => At(at) != other.At(at));

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(Changes.Select(static change => new[] { change.From, change.Seconds }).Append([Until.ToUnixTimeSeconds()]));

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static ZoneOffsets Parse(string json)
    {
        var rows = JsonSerializer.Deserialize<long[][]>(json)!;
        return new ZoneOffsets([.. rows[..^1].Select(static row => (row[0], (int)row[1]))], DateTimeOffset.FromUnixTimeSeconds(rows[^1][0]));
    }

    private static long First(Zone zone, long before, long behind, int seconds)
    {
        while (behind - before > 1)
        {
            var middle = before + ((behind - before) / 2);
            (before, behind) = Seconds(zone, middle) == seconds ? (before, middle) : (middle, behind);
        }

        return behind;
    }

    private static int Seconds(Zone zone, long at) => (int)zone.OffsetAt(DateTimeOffset.FromUnixTimeSeconds(at)).TotalSeconds;
}
