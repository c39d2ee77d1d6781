using Nanobot.Services.Gateway.Tenants;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Tenants;

public sealed class FairTurnsTests
{
    [Fact]
    public async Task Whoever_comes_once_does_not_wait_for_whoever_comes_often()
    {
        var turns = new FairTurns<string>(concurrent: 1, waiting: 100);
        Assert.True(await turns.TryTakeAsync("flood", default));
        var flood = Enumerable.Range(0, 50).Select(_ => turns.TryTakeAsync("flood", default)).ToList();
        var single = turns.TryTakeAsync("single", default);

        turns.Release();
        Assert.True(await flood[0]);
        turns.Release();

        Assert.True(await single);
        Assert.Equal(49, flood.Count(turn => !turn.IsCompleted));
    }

    [Fact]
    public async Task Where_there_is_no_room_the_last_of_the_longest_line_goes()
    {
        var turns = new FairTurns<string>(concurrent: 1, waiting: 10);
        Assert.True(await turns.TryTakeAsync("flood", default));
        var flood = Enumerable.Range(0, 10).Select(_ => turns.TryTakeAsync("flood", default)).ToList();

        var single = turns.TryTakeAsync("single", default);

        Assert.False(await flood[9]);
        Assert.False(single.IsCompleted);
        Assert.All(flood.Take(9), turn => Assert.False(turn.IsCompleted));
    }

    [Fact]
    public async Task Whoever_has_the_longest_line_already_is_refused_where_there_is_no_room()
    {
        var turns = new FairTurns<string>(concurrent: 1, waiting: 10);
        Assert.True(await turns.TryTakeAsync("flood", default));
        var flood = Enumerable.Range(0, 8).Select(_ => turns.TryTakeAsync("flood", default)).ToList();
        var others = Enumerable.Range(0, 2).Select(number => turns.TryTakeAsync($"other {number}", default)).ToList();

        Assert.False(await turns.TryTakeAsync("flood", default));

        Assert.All(flood.Concat(others), turn => Assert.False(turn.IsCompleted));
    }

    [Fact]
    public async Task Whoever_goes_away_leaves_its_place_to_others()
    {
        var turns = new FairTurns<string>(concurrent: 1, waiting: 1);
        using var gone = new CancellationTokenSource();
        Assert.True(await turns.TryTakeAsync("a", default));
        var waiting = turns.TryTakeAsync("a", gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var next = turns.TryTakeAsync("b", default);
        Assert.False(next.IsCompleted);
        turns.Release();

        Assert.True(await next.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task Never_more_are_under_way_than_may_be_and_every_turn_comes_back()
    {
        var turns = new FairTurns<int>(concurrent: 4, waiting: 1000);
        var (underWay, most, refused) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => Task.Run(async () =>
        {
            using var gone = new CancellationTokenSource();
            if (number % 3 == 0)
            {
                gone.CancelAfter(0);
            }

            try
            {
                if (!await turns.TryTakeAsync(number % 7, gone.Token))
                {
                    Interlocked.Increment(ref refused);
                    return;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var now = Interlocked.Increment(ref underWay);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            turns.Release();
        }))).WaitAsync(Eventually.Deadline);

        Assert.InRange(most, 1, 4);
        Assert.Equal(0, refused);
        var all = Enumerable.Range(0, 5).Select(_ => turns.TryTakeAsync(0, default)).ToList();
        Assert.Equal(4, all.Count(turn => turn.IsCompletedSuccessfully));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; seen < value && Interlocked.CompareExchange(ref most, value, seen) != seen; seen = most)
        {
        }
    }
}
