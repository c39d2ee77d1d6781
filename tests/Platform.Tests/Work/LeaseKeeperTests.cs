using Nanobot.Platform.Core.Work;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Work;

public sealed class LeaseKeeperTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private readonly WatchedTime _time = new();
    private readonly LogLines _log = new();
    private int _timers = 1;

    [Fact]
    public async Task A_lease_is_renewed_each_third_of_its_length_and_released_at_the_end()
    {
        var lease = new Lease();
        await using (var keeper = Keep(lease))
        {
            for (var i = 1; i <= 6; i++)
            {
                await AdvanceAsync(Length / 3);
                await Eventually.TrueAsync(() => Task.FromResult(lease.Renewals == i));
            }

            Assert.False(keeper.Lost.IsCancellationRequested);
            Assert.Equal(0, lease.Releases);
        }

        Assert.Equal(1, lease.Releases);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_lease_that_somebody_else_has_is_lost_at_the_next_renewal()
    {
        await using var keeper = Keep(new Lease { Renew = static _ => Task.FromResult(false) });

        await AdvanceAsync(Length / 3);

        await LostAsync(keeper);
    }

    [Fact]
    public async Task A_failed_renewal_is_tried_again()
    {
        var lease = new Lease { Renew = static _ => throw new InvalidOperationException() };
        await using var keeper = Keep(lease);
        await AdvanceAsync(Length / 3);
        await Eventually.TrueAsync(() => Task.FromResult(_log.Lines.Count == 1));

        lease.Renew = static _ => Task.FromResult(true);
        for (var i = 2; i <= 6; i++)
        {
            await AdvanceAsync(Length / 3);
            await Eventually.TrueAsync(() => Task.FromResult(lease.Renewals == i));
        }

        Assert.False(keeper.Lost.IsCancellationRequested);
        Assert.Equal("The lease of the test was not renewed", Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task A_lease_that_could_not_be_renewed_for_its_length_is_lost()
    {
        await using var keeper = Keep(new Lease { Renew = static _ => throw new InvalidOperationException() });

        await AdvanceAsync(Length / 3);
        await Eventually.TrueAsync(() => Task.FromResult(_log.Lines.Count == 1));
        await AdvanceAsync(Length / 3);
        await Eventually.TrueAsync(() => Task.FromResult(_log.Lines.Count == 2));
        Assert.False(keeper.Lost.IsCancellationRequested);
        await AdvanceAsync(Length / 3);

        await LostAsync(keeper);
    }

    [Fact]
    public async Task A_renewal_that_never_answers_loses_the_lease_when_it_runs_out()
    {
        await using var keeper = Keep(new Lease { Renew = static _ => new TaskCompletionSource<bool>().Task });
        await AdvanceAsync(Length / 3);

        await AdvanceAsync(Length * 2 / 3, renewing: true);

        await LostAsync(keeper);
    }

    [Fact]
    public async Task The_end_does_not_wait_for_a_renewal_that_is_under_way()
    {
        var lease = new Lease { Renew = static token => Task.Delay(Timeout.Infinite, token).ContinueWith(static _ => true, token) };
        var keeper = Keep(lease);
        await AdvanceAsync(Length / 3);
        await Eventually.TrueAsync(() => Task.FromResult(lease.Renewals == 1));

        await keeper.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);

        Assert.Equal(1, lease.Releases);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_release_that_fails_or_never_answers_is_told_and_ends_in_time()
    {
        await Keep(new Lease { Release = static _ => throw new InvalidOperationException() }).DisposeAsync();
        Assert.Equal("The lease of the test was not released; it runs out", Assert.Single(_log.Lines));

        var timers = _time.Timers;
        var ending = Keep(new Lease { Release = static _ => new TaskCompletionSource().Task }).DisposeAsync().AsTask();
        await Eventually.TrueAsync(() => Task.FromResult(_time.Timers == timers + 2));
        _time.Advance(TimeSpan.FromSeconds(5));

        await ending.WaitAsync(Eventually.Deadline);
        Assert.Equal(2, _log.Lines.Count);
    }

    private LeaseKeeper Keep(ILease lease) => new(lease, "the test", Length, _time, _log);

    private static Task LostAsync(LeaseKeeper keeper) => Eventually.TrueAsync(() => Task.FromResult(keeper.Lost.IsCancellationRequested));

    // A wait is one timer, and each renewal has another for its deadline.
    private async Task AdvanceAsync(TimeSpan by, bool renewing = false)
    {
        await Eventually.TrueAsync(() => Task.FromResult(_time.Timers == (renewing ? _timers - 1 : _timers)));
        _timers += 2;
        _time.Advance(by);
    }

    private sealed class Lease : ILease
    {
        private int _renewals;
        private int _releases;

        public Func<CancellationToken, Task<bool>> Renew { get; set; } = static _ => Task.FromResult(true);

        public Func<CancellationToken, Task> Release { get; set; } = static _ => Task.CompletedTask;

        public int Renewals => Volatile.Read(ref _renewals);

        public int Releases => Volatile.Read(ref _releases);

        public Task<bool> RenewAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _renewals);
            return Renew(cancellationToken);
        }

        public Task ReleaseAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _releases);
            return Release(cancellationToken);
        }
    }
}
