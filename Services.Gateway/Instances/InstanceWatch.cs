using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Routing.Destinations;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Configuration;

namespace Nanobot.Services.Gateway.Instances;

/// <summary>
/// Looks at the registry again and again and has requests forwarded by what it says. Each look also says up to which change this gateway goes by what it has read, for which
/// instances that are to stop wait; so that is said of what the proxy works by, and not of what was only read.
/// </summary>
internal sealed class InstanceWatch(
    InstanceRegistry registry, KnownInstances known, RouteTableProvider routes, IProxyStateLookup clusters, ModuleInstance self, RegistryTelemetry telemetry, IOptions<RegistryOptions> options,
    Backoff backoff, TimeProvider time, ILogger<InstanceWatch> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // The proxy takes a change over within milliseconds; where it does not, the next look asks again.
    private static readonly TimeSpan Applying = TimeSpan.FromMilliseconds(10);
    private const int MostWaits = 50;

    private string _routed = "";
    private long _goesBy;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new WorkerLoop("Looking which instances there are", FirstPause, LongestPause, backoff, time, logger).RunAsync(LookAsync, stoppingToken);

    private async Task<Next> LookAsync(CancellationToken stopping)
    {
        try
        {
            var reading = await registry.ReadAsync(self.Id, _goesBy);
            known.Learn(reading);
            var isApplied = await RouteAsync(stopping);
            var isSaid = !isApplied || _goesBy == reading.Revision;
            _goesBy = isApplied ? reading.Revision : _goesBy;
            return isSaid ? Next.After(options.Value.LookEvery) : Next.AtOnce;
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // Once what is known is too old, requests go by the configured addresses.
            await RouteAsync(stopping);
            throw;
        }
    }

    private async Task<bool> RouteAsync(CancellationToken stopping)
    {
        var instances = known.All.Where(static entry => entry.TakesRequests && RouteTable.Modules.Contains(entry.Module)).ToLookup(static entry => entry.Module, StringComparer.Ordinal);
        var routed = string.Join(' ', instances.SelectMany(static module => module).Select(static entry => $"{entry.Module}/{entry.Instance}/{entry.Address}"));
        if (routed != _routed)
        {
            routes.Update(module => new Dictionary<string, DestinationConfig>(InstanceDestinations.Of(instances[module]), StringComparer.Ordinal));
            _routed = routed;
            telemetry.Rerouted();
        }

        for (var waits = 0; waits < MostWaits && !IsApplied(instances); waits++)
        {
            await Task.Delay(Applying, time, stopping);
        }

        return IsApplied(instances);
    }

    private bool IsApplied(ILookup<string, RegistryEntry> instances) => clusters.GetClusters().All(cluster =>
        InstanceDestinations.Of(cluster).SetEquals(instances[cluster.ClusterId == TurnClusters.Id ? TurnClusters.Module : cluster.ClusterId].Select(static entry => entry.Instance)));
}
