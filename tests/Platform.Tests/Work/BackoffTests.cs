using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Tests.Work;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public void Waits_double_stay_bounded_and_differ()
    {
        var backoff = new Backoff(new Random(1));
        var waits = Enumerable.Range(1, 10).Select(failures => backoff.After(failures, First, Longest).TotalSeconds).ToList();

        Assert.InRange(waits[0], 0.5, 1);
        Assert.InRange(waits[2], 2, 4);
        Assert.All(waits, wait => Assert.InRange(wait, 0.5, 30));
        Assert.InRange(backoff.After(int.MaxValue, First, Longest).TotalSeconds, 15, 30);
        Assert.NotEqual(backoff.After(1, First, Longest), backoff.After(1, First, Longest));
    }

    [Fact]
    public void The_same_randomness_gives_the_same_waits()
    {
        var (one, other) = (new Backoff(new Random(7)), new Backoff(new Random(7)));

        Assert.All(Enumerable.Range(1, 10), failures => Assert.Equal(one.After(failures, First, Longest), other.After(failures, First, Longest)));
    }
}
