using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Core.Health;

/// <summary>
/// Whether this process takes requests: it does while its stores answer and nobody has asked it to stop. Modules that it calls are
/// told of and not waited for, since each of them may be away for a while.
/// </summary>
public sealed class Readiness(HealthCheckService checks, ModuleInstance instance, IEnumerable<CalledModule> called, TimeProvider time, IModuleStates? states = null)
{
    /// <summary>The longest that all checks may take.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2.5);

    private const string Draining = "draining";
    private const string Unavailable = "unavailable";
    private const string NotHeard = "not_heard_of";
    private const string NoAnswer = "no_answer";

    // What carries events; every other check is a store's.
    private static readonly string[] Brokers = ["redis", "dapr"];
    private readonly string[] _modules = [.. called.Select(static module => module.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    private readonly ConcurrentDictionary<string, (string State, DateTimeOffset Since)> _last = new(StringComparer.Ordinal);

    /// <summary>Asks everything that can be asked, within <see cref="Deadline"/>.</summary>
    public async Task<ReadinessReport> AskAsync(CancellationToken cancellationToken)
    {
        var stores = await StoresAsync(cancellationToken);
        List<Dependency> all = [.. stores, .. _modules.Select(OfModule)];
        List<string> reasons = [.. instance.IsDraining ? [Draining] : Array.Empty<string>(), .. all.Where(static one => one.IsRequired && one.State != InstanceState.Ready).Select(static one => $"{one.Name}: {one.Reason}")];
        return new ReadinessReport(instance.IsDraining ? InstanceState.Draining : reasons.Count > 0 ? InstanceState.NotReady : InstanceState.Ready, reasons, all);
    }

    private async Task<List<Dependency>> StoresAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            var report = await checks.CheckHealthAsync(either.Token);
            return [.. report.Entries.Select(entry => OfStore(entry.Key, entry.Value))];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Each check has a deadline of its own, which one of them did not heed.
            return [Noted("stores", Dependency.Store, InstanceState.NotReady, NoAnswer, isRequired: true)];
        }
    }

    private Dependency OfStore(string name, HealthReportEntry entry)
    {
        var kind = Brokers.Contains(name, StringComparer.Ordinal) ? Dependency.Broker : Dependency.Store;
        // Degraded: the module works on without it.
        return entry.Status == HealthStatus.Healthy
            ? Noted(name, kind, InstanceState.Ready, null, kind == Dependency.Store)
            : Noted(name, kind, InstanceState.NotReady, entry.Exception is OperationCanceledException ? NoAnswer : Unavailable, entry.Status == HealthStatus.Unhealthy);
    }

    private Dependency OfModule(string module) => states?.IsReady(module) switch
    {
        true => Noted(module, Dependency.Module, InstanceState.Ready, null, isRequired: false),
        false => Noted(module, Dependency.Module, InstanceState.NotReady, Unavailable, isRequired: false),
        null => Noted(module, Dependency.Module, Dependency.Unknown, NotHeard, isRequired: false),
    };

    private Dependency Noted(string name, string kind, string state, string? reason, bool isRequired)
    {
        var now = time.GetUtcNow();
        var (_, since) = _last.AddOrUpdate(name, (state, now), (_, last) => last.State == state ? last : (state, now));
        return new Dependency(name, kind, state, reason, since, isRequired);
    }
}
