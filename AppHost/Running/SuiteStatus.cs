using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Nanobot.AppHost.Running;

/// <summary>
/// Says how the suite is, in two files of its directory: <c>status</c> holds the process id and one line (<c>starting …</c>, <c>healthy</c>,
/// <c>unhealthy …</c>, <c>failed …</c>), <c>up.json</c> the addresses and the operator's key once all is healthy. A resource that ends before
/// that ends the start, with what it said last.
/// </summary>
internal sealed class SuiteStatus(
    List<IResource> watched, ParameterResource operatorKey, SuiteDirectory directory, ResourceNotificationService notifications, ResourceLoggerService logs,
    IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    private const string StatusFile = "status";
    private const string AddressFile = "up.json";
    private const int LinesTold = 5;

    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> _states = new(StringComparer.Ordinal);
    private string? _written;
    private bool _wasHealthy;

    /// <summary>Whether the suite is not healthy without it: processes and containers, not parameters and connection strings.</summary>
    public static bool IsWatched(IResource resource) =>
        resource is (ProjectResource or ExecutableResource or ContainerResource) && !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        directory.Remove(AddressFile);
        directory.Remove(StatusFile);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Write("starting");
        directory.Remove(AddressFile);
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (!watched.Contains(change.Resource))
            {
                continue;
            }

            _states[change.Resource.Name] = change.Snapshot;
            // What ends because the suite is being stopped has not failed.
            if (!_wasHealthy && !lifetime.ApplicationStopping.IsCancellationRequested && await FailureAsync(change, stoppingToken) is { } failure)
            {
                await FailAsync($"{change.Resource.Name}: {failure}");
                return;
            }

            await TellAsync(stoppingToken);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var others = watched.Where(resource => !IsHealthy(resource)).Select(Describe).ToList();
        if (others.Count > 0)
        {
            Write($"{(_wasHealthy ? "unhealthy" : "starting")} {watched.Count - others.Count} of {watched.Count} are up; not yet: {string.Join(", ", others)}");
            return;
        }

        if (!_wasHealthy)
        {
            _wasHealthy = true;
            directory.Write(AddressFile, await AddressesAsync(cancellationToken));
        }

        Write("healthy");
    }

    private async Task<string> AddressesAsync(CancellationToken cancellationToken)
    {
        var gateway = await ((IResourceWithEndpoints)watched.First(resource => resource.Name == "gateway")).GetEndpoint("http").GetValueAsync(cancellationToken);
        var dashboard = configuration["ASPNETCORE_URLS"]?.Split(';')[0];
        return JsonSerializer.Serialize(new Dictionary<string, string?>
        {
            ["gateway"] = gateway,
            ["docs"] = $"{gateway}/docs",
            ["dashboard"] = HostEnvironment.HasDashboard(configuration) ? $"{dashboard}/login?t={configuration["AppHost:BrowserToken"]}" : "none",
            ["operator_key"] = await operatorKey.GetValueAsync(cancellationToken),
        }) + "\n";
    }

    private async Task<string?> FailureAsync(ResourceEvent change, CancellationToken cancellationToken)
    {
        if (change.Snapshot.HealthReports.FirstOrDefault(IsHopeless) is { } hopeless)
        {
            return hopeless.Description;
        }

        if (change.Snapshot.State?.Text is not { } state || !KnownResourceStates.TerminalStates.Contains(state) || change.Resource.IsDone(change.Snapshot))
        {
            return null;
        }

        var lines = new List<string>();
        await foreach (var page in logs.GetAllAsync(change.Resource).WithCancellation(cancellationToken))
        {
            // What the process wrote to its standard error; between that stand Aspire's own remarks.
            lines.AddRange(page.Where(line => line.IsErrorMessage).Select(line => WithoutTime(line.Content)).Where(line => line.Length > 0));
        }

        return lines.Count > 0 ? string.Join('\n', lines.TakeLast(LinesTold)) : $"it has ended ({state}, exit code {change.Snapshot.ExitCode?.ToString() ?? "unknown"}).";
    }

    // A check that fails for good says so by its exception.
    private static bool IsHopeless(HealthReportSnapshot report) =>
        report.ExceptionText?.StartsWith(typeof(StartFailedException).FullName!, StringComparison.Ordinal) == true;

    // Log lines begin with the time at which the orchestrator has read them.
    private static string WithoutTime(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && line[..space].EndsWith('Z') && DateTimeOffset.TryParse(line[..space], out _) ? line[(space + 1)..].Trim() : line.Trim();
    }

    private async Task FailAsync(string failure)
    {
        Write($"failed {failure.ReplaceLineEndings(" ")}");
        await Console.Error.WriteLineAsync($"error: {failure}");
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }

    private bool IsHealthy(IResource resource) =>
        _states.TryGetValue(resource.Name, out var state)
        && ((state.State?.Text == KnownResourceStates.Running && state.HealthStatus == HealthStatus.Healthy) || resource.IsDone(state));

    private string Describe(IResource resource)
    {
        var state = _states.TryGetValue(resource.Name, out var known) ? known.State?.Text : null;
        return $"{resource.Name} ({(state == KnownResourceStates.Running ? "not healthy" : state ?? "waiting")})";
    }

    private void Write(string status)
    {
        if (status != _written)
        {
            _written = status;
            directory.Write(StatusFile, $"{Environment.ProcessId} {status}\n");
        }
    }
}
