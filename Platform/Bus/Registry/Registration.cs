using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;
using StackExchange.Redis;
using IServer = Microsoft.AspNetCore.Hosting.Server.IServer;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>
/// Says where this process is and how it stands, from when it listens until it has ended. Asked to stop, it says so first and goes on taking requests until every gateway
/// has seen that; only then the server stops listening, so that nothing is sent to a closed door.
/// </summary>
internal sealed partial class Registration(
    InstanceRegistry registry, KnownInstances known, Readiness readiness, Module module, ModuleInstance instance, ModuleContract contract, IServer server,
    IConfiguration configuration, IOptions<RegistryOptions> options, Backoff backoff, TimeProvider time, ILogger<Registration> logger) : IHostedLifecycleService, IDisposable
{
    private const int RenewalsOfLease = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(25);

    // A gateway that has chosen this instance just before it saw that sends its request now.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _telling = new(1);
    private readonly RegistryOptions _options = options.Value;
    private Task _running = Task.CompletedTask;
    private Uri? _address;
    private string? _told;
    private ReadinessReport _last = new(InstanceState.NotReady, [], []);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The server listens by now.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _address = _options.Announces ? InstanceAddress.Own(_options.Address, server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [], configuration) : null;
        var loop = new WorkerLoop("Saying where this process is", FirstPause, LongestPause, backoff, time, logger);
        _running = Task.Run(() => loop.RunAsync(RenewAsync, _ending.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    // The server still takes requests: it is stopped with the services, after this.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        instance.Drain();
        if (module.Name == SigningRights.Gateway)
        {
            // Nobody is led to a gateway by the registry; it goes on listening until the server stops.
            return;
        }

        using var deadline = new CancellationTokenSource(_options.DrainTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var change = await AnnounceAsync(_last, cancellationToken);
            for (var behind = await registry.BehindAsync(change); behind > 0; behind = await registry.BehindAsync(change))
            {
                await Task.Delay(LookAgain, time, either.Token);
            }

            if (_address is not null && known.Of(SigningRights.Gateway).Count > 0)
            {
                await Task.Delay(OnItsWay, time, either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Log.NotSeenByAll(logger, _options.DrainTimeout.TotalSeconds);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            // Without Redis gateways go by the configured addresses, and send again what was not taken.
            Log.NotTold(logger, ExceptionReason.Of(exception));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _ending.CancelAsync();
            await _running.WaitAsync(cancellationToken);
            await registry.WithdrawAsync(module.Name, instance.Id);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            // The end of its lease says it as well.
            Log.NotTold(logger, ExceptionReason.Of(exception));
        }
    }

    public void Dispose()
    {
        // A host that is thrown away need not have been stopped.
        _ending.Cancel();
        _ending.Dispose();
        _telling.Dispose();
    }

    private async Task<Next> RenewAsync(CancellationToken stopping)
    {
        _last = await readiness.AskAsync(stopping);
        await AnnounceAsync(_last, stopping);
        if (module.Name != SigningRights.Gateway)
        {
            // A gateway looks by itself, and more often.
            known.Learn(await registry.ReadAsync());
        }

        return Next.After(_options.Lease / RenewalsOfLease);
    }

    private async Task<long> AnnounceAsync(ReadinessReport report, CancellationToken cancellationToken)
    {
        // One after the other: what was found before the stop must not be said after it.
        await _telling.WaitAsync(cancellationToken);
        try
        {
            var (state, reasons) = instance.IsDraining ? (InstanceState.Draining, [InstanceState.Draining]) : (report.State, report.Reasons);
            var entry = new RegistryEntry(module.Name, instance.Id, module.Version, _address?.GetLeftPart(UriPartial.Authority), contract.Hash,
                contract.Stores, contract.TopicsIn, contract.TopicsOut, state, reasons, report.Dependencies, instance.StartedAt, time.GetUtcNow());
            var change = await registry.AnnounceAsync(entry, _options.Lease, isNew: state != _told);
            if (state != _told && state == InstanceState.NotReady)
            {
                Log.NotReady(logger, string.Join(", ", reasons));
            }

            _told = state;
            return change;
        }
        finally
        {
            _telling.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not every gateway has seen within {Seconds} s that this process stops; what they still send is sent elsewhere")]
        public static partial void NotSeenByAll(ILogger logger, double seconds);

        [LoggerMessage(LogLevel.Information, "The registry was not told that this process stops ({Reason})")]
        public static partial void NotTold(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "This process takes no requests: {Reasons}")]
        public static partial void NotReady(ILogger logger, string reasons);
    }
}
