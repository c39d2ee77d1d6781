using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Slots;

namespace Nanobot.Services.Scheduler.Tests.Slots;

/// <summary>Which second a job gets.</summary>
public sealed class SlotChoiceTests
{
    private const long Nine = 1_893_488_400;

    [Fact]
    public void Where_there_is_room_it_is_the_wish_itself_and_then_what_is_nearest()
    {
        var day = new Day(new SlotWindow(SlotWindow.Week, [Nine], -Slot.Widest, Slot.Widest));

        Assert.Equal([0, 1, -1, 2, -2], Enumerable.Range(0, 5).Select(_ => day.Take(1)));
    }

    [Fact]
    public void The_peak_of_100_000_is_within_a_twentieth_of_the_mean()
    {
        var day = new Day(new SlotWindow(SlotWindow.Week, [Nine], -Slot.Widest, Slot.Widest));

        for (var i = 0; i < 100_000; i++)
        {
            day.Take(1);
        }

        Assert.Equal(841, day.Loads.Count);
        Assert.InRange(day.Loads.Values.Max() / day.Loads.Values.Average(), 1, 1.05);
    }

    [Fact]
    public void What_weighs_more_has_more_room()
    {
        var random = new Random(7);
        var day = new Day(new SlotWindow(SlotWindow.Week, [Nine], -Slot.Widest, Slot.Widest));

        for (var i = 0; i < 100_000; i++)
        {
            day.Take(Slot.WeightOf(random.NextInt64(0, 30_000)));
        }

        Assert.InRange(day.Loads.Values.Max() / day.Loads.Values.Average(), 1, 1.05);
    }

    [Fact]
    public void Days_of_a_week_are_looked_at_each_for_itself()
    {
        long[] week = [.. Enumerable.Range(0, 7).Select(static day => Nine + (day * 86_400))];
        var (daily, weekly) = (new SlotWindow(SlotWindow.Week, week, -Slot.Widest, Slot.Widest), new SlotWindow(SlotWindow.Week, [week[2]], -Slot.Widest, Slot.Widest));
        var loads = new Day(daily);

        for (var i = 0; i < 841 * 3; i++)
        {
            loads.Take(1, daily);
            loads.Take(1, weekly);
        }

        Assert.Equal([3, 3, 6, 3, 3, 3, 3], week.Select(wish => loads.Loads.Where(second => Math.Abs(second.Key - wish) <= Slot.Widest).Max(static second => second.Value)));
    }

    [Fact]
    public void A_second_that_lies_in_the_past_is_none()
    {
        var day = new Day(new SlotWindow(SlotWindow.Week, [Nine], -2, Slot.Widest));

        Assert.Equal([0, 1, -1, 2, -2, 3, 4], Enumerable.Range(0, 7).Select(_ => day.Take(1)));
    }

    [Theory]
    [InlineData(-1, 10079, 59, SlotWindow.Week)]
    [InlineData(0, 0, 0, SlotWindow.Week)]
    [InlineData(604_800 + 61, 1, 1, SlotWindow.Week)]
    [InlineData(1801, 0, 1, 1800)]
    [InlineData(1799, 29, 59, 1800)]
    public void An_instant_has_its_place_in_a_cycle(long instant, int minute, int second, long cycle) => Assert.Equal((minute, second), SlotLoads.Place(instant, cycle));

    // What the ledger does, without a database.
    private sealed class Day(SlotWindow window)
    {
        private readonly Dictionary<int, long[]> _minutes = [];

        public Dictionary<long, double> Loads { get; } = [];

        public int Take(int weight, SlotWindow? other = null)
        {
            var wanted = other ?? window;
            var loads = new SlotLoads(wanted.Cycle);
            foreach (var minute in SlotLoads.Minutes(wanted))
            {
                if (_minutes.TryGetValue(minute, out var seconds))
                {
                    loads.Add(minute, seconds);
                }
            }

            var offset = loads.Choose(wanted);
            foreach (var wish in wanted.Wishes)
            {
                var (minute, second) = SlotLoads.Place(wish + offset, wanted.Cycle);
                if (!_minutes.TryGetValue(minute, out var seconds))
                {
                    _minutes[minute] = seconds = new long[SlotLoads.Seconds];
                }

                seconds[second] += weight;
                Loads[wish + offset] = Loads.GetValueOrDefault(wish + offset) + weight;
            }

            return offset;
        }
    }
}
