using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Queueing;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Queueing;

public sealed class WaitingRoomTests : IAsyncLifetime
{
    private static readonly Allowed One = new(1, "UTC");
    private readonly WaitingRoom _room = new(Options.Create(new QueueOptions { LookEvery = TimeSpan.FromSeconds(5) }), TimeProvider.System, NullLogger<WaitingRoom>.Instance);
    private Suite _suite = null!;

    public async Task InitializeAsync() => _suite = await Suite.StartAsync();

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task A_call_that_lines_up_as_the_last_one_leaves_is_seen_by_those_that_may_not_pass_it()
    {
        var tenant = TestContexts.NewTenantId();
        var meter = _suite.Services.GetRequiredService<Meters>().Of(LimitScope.OfTenant(tenant));
        Assert.True((await meter.TakeAsync(CallLimit.Slots, One, CancellationToken.None)).IsGranted);
        var (unseen, deadline) = (0, TimeProvider.System.GetTimestamp());
        for (var round = 0; round < 20_000 && unseen == 0 && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(8); round++)
        {
            using var first = new CancellationTokenSource();
            using var second = new CancellationTokenSource();
            var leaving = _room.WaitAsync(new Turn(tenant, "ada", 1, TimeSpan.FromSeconds(50)), meter, One, first.Token);
            using var together = new Barrier(2);
            var left = Task.Run(() =>
            {
                together.SignalAndWait();
                first.Cancel();
            });
            var joining = Task.Run(() =>
            {
                together.SignalAndWait();
                return _room.WaitAsync(new Turn(tenant, "bob", 1, TimeSpan.FromSeconds(50)), meter, One, second.Token);
            });
            await left;
            Assert.False(await leaving);
            // Whoever waits is seen, and stays so.
            unseen += SpinWait.SpinUntil(() => _room.IsWaitedFor(meter) && _room.InOrder(tenant).Count() == 1, Eventually.Deadline) ? 0 : 1;
            await second.CancelAsync();
            Assert.False(await joining);
        }

        Assert.Equal(0, unseen);
        Assert.True(_room.IsEmpty);
    }
}
