using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Limits;

/// <summary>A process that shares limits with others, without the host around it.</summary>
internal sealed class LimitProcess : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _redis;
    private readonly LimitServer _server;
    private readonly Holder _holder;
    private readonly CancellationTokenSource _ending = new();
    private Task _beating = Task.CompletedTask;

    private LimitProcess(ConnectionMultiplexer redis, Recalls recalls, Holder holder, CallOptions options, TimeProvider time)
    {
        (_redis, _holder) = (redis, holder);
        _server = new LimitServer(redis, Options.Create(options), time, new Backoff(new Random(7)), NullLogger<LimitServer>.Instance);
        Meters = new Meters(_server, holder, recalls, Options.Create(options), time);
    }

    // Where many tests share two processors, a quarter of a second is not long.
    private static CallOptions Patient => new() { StoreTimeout = TimeSpan.FromSeconds(2) };

    public Meters Meters { get; }

    /// <summary>How often Redis was asked.</summary>
    public long Questions => _redis.OperationCount;

    public static async Task<LimitProcess> StartAsync(string connection, TimeProvider? time = null, CallOptions? options = null)
    {
        var settings = ConfigurationOptions.Parse(connection);
        settings.AbortOnConnectFail = false;
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        var redis = await ConnectionMultiplexer.ConnectAsync(settings);
        await Eventually.TrueAsync(() => Task.FromResult(redis.IsConnected && redis.GetSubscriber().IsConnected()));
        var holder = new Holder();
        var recalls = new Recalls(redis, holder);
        var process = new LimitProcess(redis, recalls, holder, options ?? Patient, time ?? TimeProvider.System);
        await recalls.ListenAsync(process.Meters.CallBack);
        await process.PulseAsync();
        if (time is null || time == TimeProvider.System)
        {
            process.Beat();
        }

        return process;
    }

    /// <summary>Says that it lives.</summary>
    public async Task PulseAsync()
    {
        if (!await _server.LiveAsync(_holder.Process))
        {
            await Meters.SayAgainAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _beating;
        await _redis.DisposeAsync();
        _ending.Dispose();
    }

    // As the service does, for as long as a busy machine takes over a test.
    private void Beat() => _beating = Task.Run(async () =>
    {
        using var timer = new PeriodicTimer(Holder.Pulse);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token))
            {
                await PulseAsync();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or LimitStoreAwayException)
        {
            // The test has ended, or has taken its Redis away.
        }
    });
}
