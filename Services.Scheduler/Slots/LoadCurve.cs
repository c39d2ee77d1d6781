using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Slots;

/// <summary>What the coming minutes will carry, by the ledger of slots.</summary>
internal sealed class LoadCurve(PlatformDb db)
{
    private const long MinutesOfWeek = SlotWindow.Week / SlotLoads.Seconds;

    private const string Select = "select minute, loads from slots where cycle = $1 and (minute - $2 + $3) % $3 < $4";

    // What comes at equal distances is even by itself: each second carries its share of the period.
    private const string SelectSteady = """
        select coalesce(sum(load / cycle), 0)::float8 from (select cycle, sum(load) as load from slots cross join lateral unnest(loads) as seconds (load) where cycle <> $1 group by cycle) periods
        """;

    private static readonly PlatformScope Scope = new("operators look at what is to come");

    /// <summary>The loads from a minute on.</summary>
    public async Task<LoadResource> OfAsync(DateTimeOffset from, int minutes, CancellationToken cancellationToken)
    {
        var first = SlotLoads.Place(from.ToUnixTimeSeconds(), SlotWindow.Week).Minute;
        var steady = await db.QuerySingleAsync(Scope, new Sql(SelectSteady, SlotWindow.Week), static row => row.GetDouble(0), cancellationToken);
        var loads = (await db.QueryAsync(Scope, new Sql(Select, SlotWindow.Week, first, MinutesOfWeek, minutes), static row => (Minute: row.GetInt32(0), Loads: row.GetFieldValue<long[]>(1)), cancellationToken))
            .ToDictionary(static row => row.Minute, static row => row.Loads);
        List<LoadOfMinute> curve = [.. Enumerable.Range(0, minutes).Select(minute => Of(from.AddMinutes(minute), loads.GetValueOrDefault((int)((first + minute) % MinutesOfWeek)), steady))];
        var mean = curve.Sum(static minute => minute.Load) / (minutes * SlotLoads.Seconds);
        var busiest = curve.MaxBy(static minute => minute.Peak)!;
        return new LoadResource(from, from.AddMinutes(minutes), Rounded(steady), Rounded(mean), busiest.Peak, busiest.PeakAt, mean == 0 ? null : Rounded(busiest.Peak / mean), curve);
    }

    private static LoadOfMinute Of(DateTimeOffset time, long[]? loads, double steady)
    {
        var peak = loads?.Max() ?? 0;
        return new LoadOfMinute(time, Rounded((loads?.Sum() ?? 0) + (steady * SlotLoads.Seconds)), Rounded(peak + steady), time.AddSeconds(loads is null ? 0 : Array.IndexOf(loads, peak)));
    }

    private static double Rounded(double load) => Math.Round(load, 3);
}
