using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets;

public sealed class OutgoingFramesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void So_many_frames_and_so_many_octets_wait_and_one_that_is_larger_goes_alone()
    {
        using var byNumber = new OutgoingFrames(2, 1_000, _time);
        using var byOctets = new OutgoingFrames(100, 10, _time);

        Assert.Equal([true, true, false], new[] { 1, 1, 1 }.Select(length => byNumber.TryAdd(new byte[length])));
        Assert.Equal([true, false], new[] { 50, 1 }.Select(length => byOctets.TryAdd(new byte[length])));
    }

    [Fact]
    public async Task A_frame_waits_for_room_and_no_longer_than_it_may()
    {
        using var frames = new OutgoingFrames(1, 1_000, _time);
        Assert.True(frames.TryAdd([1]));

        var served = frames.AddAsync([2], TimeSpan.FromSeconds(5)).AsTask();
        Assert.False(served.IsCompleted);
        Assert.Equal([1], await frames.TakeAsync());
        Assert.True(await served.WaitAsync(Eventually.Deadline));

        var late = frames.AddAsync([3], TimeSpan.FromSeconds(5)).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(late.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(await late.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task After_the_end_what_waits_is_still_sent_and_nothing_more_is_kept()
    {
        using var frames = new OutgoingFrames(1, 1_000, _time);
        Assert.True(frames.TryAdd([1]));
        var waiting = frames.AddAsync([2], TimeSpan.FromSeconds(5)).AsTask();

        frames.Complete();

        Assert.True(await waiting.WaitAsync(Eventually.Deadline));
        Assert.True(frames.TryAdd([3]));
        Assert.Equal([1], await frames.TakeAsync());
        Assert.Null(await frames.TakeAsync());
    }
}
