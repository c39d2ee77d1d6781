using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Modules;
using Nanobot.Services.Gateway.Routing;

namespace Nanobot.Services.Gateway.Features.GetHealth;

/// <summary>
/// All modules' health, asked for at most once a second however many want to know; five times a second while something is wrong, so that
/// who waits for the suite is told soon that all is well again.
/// </summary>
internal sealed class SuiteHealth(ModuleProbe probe, KnownInstances known, HealthCheckService checks, Module self, TimeProvider time)
{
    // Of more instances of a module those that come first speak for it.
    private const int MostAsked = 16;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FreshWhenWrong = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private readonly SingleFlight<string, HealthAnswer> _asking = new(Deadline, time);
    private volatile HealthAnswer? _last;

    public Task<HealthAnswer> AskAsync(CancellationToken cancellationToken) => Last is { } last
        ? Task.FromResult(last)
        : _asking.RunAsync("all", AskAllAsync, cancellationToken);

    private HealthAnswer? Last => _last is { } last && time.GetUtcNow() - last.Timestamp < FreshFor(last) ? last : null;

    private static TimeSpan FreshFor(HealthAnswer answer) => answer.Status == ModuleProbe.Healthy ? Fresh : FreshWhenWrong;

    private async Task<HealthAnswer> AskAllAsync(CancellationToken cancellationToken)
    {
        if (Last is { } last)
        {
            return last;
        }

        var checking = CheckOwnAsync(cancellationToken);
        var statuses = await Task.WhenAll(RouteTable.Modules.Select(module => AskAsync(module, cancellationToken)));
        var services = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [self.Name] = await checking,
        };
        foreach (var (module, status) in RouteTable.Modules.Zip(statuses))
        {
            services[module] = status;
        }

        var worst = services.Values.All(status => status == ModuleProbe.Healthy) ? ModuleProbe.Healthy
            : services.Values.All(status => status is ModuleProbe.Healthy or ModuleProbe.Degraded) ? ModuleProbe.Degraded
            : ModuleProbe.Unhealthy;
        return _last = new HealthAnswer(worst, time.GetUtcNow(), self.Version, services, known.All
            .GroupBy(static entry => entry.Module, StringComparer.Ordinal).ToDictionary(static module => module.Key, CountsOf, StringComparer.Ordinal));
    }

    // A store that is slow, and a check that waits for it longer than modules may take, are told of as what they are: without an answer nothing would be.
    private async Task<string> CheckOwnAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ModuleProbe.Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return (await checks.CheckHealthAsync(both.Token).WaitAsync(both.Token)).Status switch
            {
                HealthStatus.Healthy => ModuleProbe.Healthy,
                HealthStatus.Degraded => ModuleProbe.Degraded,
                _ => ModuleProbe.Unhealthy,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ModuleProbe.Unhealthy;
        }
    }

    // The module is as well as the best of its instances, or degraded where others are less so: requests go to those that are well.
    private async Task<string> AskAsync(string module, CancellationToken cancellationToken)
    {
        var instances = known.Of(module).Where(static entry => entry is { Address: not null, State: not InstanceState.Draining }).Take(MostAsked).ToList();
        if (instances.Count == 0)
        {
            return await probe.AskAsync(module, null, cancellationToken);
        }

        var statuses = await Task.WhenAll(instances.Select(entry => probe.AskAsync(module, new Uri(entry.Address!), cancellationToken)));
        return statuses.Any(static status => status is ModuleProbe.Healthy or ModuleProbe.Degraded)
            ? statuses.All(static status => status == ModuleProbe.Healthy) ? ModuleProbe.Healthy : ModuleProbe.Degraded
            : statuses.Contains(ModuleProbe.Unhealthy) ? ModuleProbe.Unhealthy : ModuleProbe.Unreachable;
    }

    private static IReadOnlyDictionary<string, int> CountsOf(IEnumerable<RegistryEntry> entries) =>
        entries.CountBy(static entry => entry.State, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
