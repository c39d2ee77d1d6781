using System.Collections.Concurrent;
using Nanobot.Platform.Bus.Lanes;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Bus;

public sealed class TenantLanesTests
{
    [Fact]
    public async Task A_lane_keeps_its_order_while_another_is_held_up()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new ConcurrentQueue<int>();
        var lanes = new TenantLanes<int>(100, async (number, _) =>
        {
            if (number == -1)
            {
                await release.Task;
            }

            done.Enqueue(number);
        }, CancellationToken.None);

        lanes.Enqueue("stuck", -1);
        lanes.Enqueue("stuck", 1000);
        for (var number = 0; number < 50; number++)
        {
            lanes.Enqueue("free", number);
        }

        await Eventually.TrueAsync(() => Task.FromResult(done.Count == 50));
        Assert.Equal(Enumerable.Range(0, 50), done);
        release.SetResult();
        await Eventually.TrueAsync(() => Task.FromResult(done.Count == 52));
        Assert.Equal([-1, 1000], done.Skip(50));
    }

    [Fact]
    public async Task At_its_bound_the_reader_waits_until_something_is_done()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lanes = new TenantLanes<int>(2, (_, _) => release.Task, CancellationToken.None);
        lanes.Enqueue("a", 1);
        await lanes.WaitForRoomAsync(default);
        lanes.Enqueue("b", 2);

        var waiting = lanes.WaitForRoomAsync(default);
        Assert.False(waiting.IsCompleted);
        release.SetResult();

        await waiting.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Once_stopping_nothing_more_is_begun()
    {
        using var stopping = new CancellationTokenSource();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = 0;
        var lanes = new TenantLanes<int>(10, (_, _) =>
        {
            Interlocked.Increment(ref begun);
            return release.Task;
        }, stopping.Token);
        lanes.Enqueue("a", 1);
        lanes.Enqueue("a", 2);
        await Eventually.TrueAsync(() => Task.FromResult(begun == 1));

        await stopping.CancelAsync();
        release.SetResult();
        await lanes.DrainAsync().WaitAsync(Eventually.Deadline);

        Assert.Equal(1, begun);
    }
}
