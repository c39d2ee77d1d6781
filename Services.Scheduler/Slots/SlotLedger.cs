using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Slots;

/// <summary>
/// What runs in each second, of all tenants. Whoever looks for a slot reads what the seconds in question carry and adds itself to the one that it chose. In one process one after the other;
/// of several processes, two may choose the same, and those that come after them see it. What is gone is taken off when a day is counted anew.
/// </summary>
internal sealed class SlotLedger(PlatformDb db, TimeProvider time) : IDisposable
{
    private const int MinutesOfDay = 24 * 60;
    private const long MinutesOfWeek = SlotWindow.Week / SlotLoads.Seconds;

    private const string Select = "select minute, loads from slots where cycle = $1 and minute = any ($2)";

    // In the order of the minutes, so that nobody waits for one that waits for them.
    private const string Add = """
        insert into slots (cycle, minute, loads)
        select $1, minute, array_fill(0::bigint, array[second]) || $4::bigint || array_fill(0::bigint, array[59 - second]) from unnest($2::int[], $3::int[]) as taken (minute, second)
        order by minute
        on conflict (cycle, minute) do update set loads = (
            select array_agg(there + added order by second) from unnest(slots.loads, excluded.loads) with ordinality as seconds (there, added, second))
        """;

    private const string Forget = "delete from slots where cycle = $1 and (minute - $2 + $3) % $3 < $4";

    // Of what comes several times a day only the next is seen here: less than there is, where much of it is about.
    private const string CountDay = $"""
        with due as (
            select floor(extract(epoch from due_at))::bigint % $1 as place, sum(slot_weight) as load from jobs
            where next_run_at is not null and due_at >= $2 and due_at < $3
                and (schedule ->> 'kind' <> '{ScheduleKind.Every}' or schedule ->> 'seconds' = $1::text)
            group by 1
        )
        {Insert}
        """;

    private const string ForgetPeriods = "delete from slots where cycle <> $1";

    private const string CountPeriods = $"""
        with every as (
            select (schedule ->> 'seconds')::bigint as cycle, next_run_at, slot_weight from jobs
            where next_run_at is not null and schedule ->> 'kind' = '{ScheduleKind.Every}' and schedule ->> 'seconds' <> $1::text
        ), due as (
            select cycle, floor(extract(epoch from next_run_at))::bigint % cycle as place, sum(slot_weight) as load from every group by 1, 2
        )
        {InsertPeriods}
        """;

    private const string Insert = """
        insert into slots (cycle, minute, loads)
        select $1, minute, array_agg(coalesce(load, 0)::bigint order by second) from (select distinct place / 60 as minute from due) minutes
        cross join generate_series(0, 59) as second left join due on due.place = minutes.minute * 60 + second
        group by minute
        on conflict (cycle, minute) do update set loads = excluded.loads
        """;

    private const string InsertPeriods = """
        insert into slots (cycle, minute, loads)
        select minutes.cycle, minute, array_agg(coalesce(load, 0)::bigint order by second) from (select distinct cycle, place / 60 as minute from due) minutes
        cross join generate_series(0, 59) as second left join due on due.cycle = minutes.cycle and due.place = minutes.minute * 60 + second
        group by minutes.cycle, minute
        on conflict (cycle, minute) do update set loads = excluded.loads
        """;

    private static readonly PlatformScope Scope = new("slots");

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Chooses the offset that is best for a window, and notes that it is taken.</summary>
    public async Task<int> TakeAsync(SlotWindow window, int weight, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await TakeInTurnAsync(window, weight, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The offset that is best for a window by what its seconds carry now; nothing is noted.</summary>
    public async Task<int> ChooseAsync(SlotWindow window, CancellationToken cancellationToken)
    {
        var loads = new SlotLoads(window.Cycle);
        foreach (var (minute, seconds) in await db.QueryAsync(Scope, new Sql(Select, window.Cycle, SlotLoads.Minutes(window)),
            static row => (row.GetInt32(0), row.GetFieldValue<long[]>(1)), cancellationToken))
        {
            loads.Add(minute, seconds);
        }

        return loads.Choose(window);
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    /// <summary>Counts the coming day, and what comes at equal distances, by the jobs that there are.</summary>
    public Task CountAsync(CancellationToken cancellationToken)
    {
        var from = time.GetUtcNow();
        from = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerMinute));
        var first = SlotLoads.Place(from.ToUnixTimeSeconds(), SlotWindow.Week).Minute;
        return db.TransactionAsync(Scope, async transaction =>
        {
            await transaction.BatchAsync(
            [
                SqlStep.Do(new Sql(Forget, SlotWindow.Week, first, MinutesOfWeek, MinutesOfDay)),
                SqlStep.Do(new Sql(CountDay, SlotWindow.Week, from, from.AddDays(1))),
                SqlStep.Do(new Sql(ForgetPeriods, SlotWindow.Week)),
                SqlStep.Do(new Sql(CountPeriods, SlotWindow.Week)),
            ], cancellationToken);
            return true;
        }, cancellationToken);
    }

    private async Task<int> TakeInTurnAsync(SlotWindow window, int weight, CancellationToken cancellationToken)
    {
        var offset = await ChooseAsync(window, cancellationToken);
        var taken = window.Wishes.Select(wish => SlotLoads.Place(wish + offset, window.Cycle)).DistinctBy(static place => place.Minute).ToList();
        await db.ExecuteAsync(Scope, new Sql(Add, window.Cycle, taken.ToArray(static place => place.Minute), taken.ToArray(static place => place.Second), (long)weight) { IsBookkeeping = true }, cancellationToken);
        return offset;
    }
}
