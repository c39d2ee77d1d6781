using System.Globalization;
using System.Text.Json;

namespace Aspire.Hosting.Engine;

/// <summary>
/// Says how a suite is doing: on the console, and to other programs of this user (up.sh) in <c>run.json</c> in its
/// directory, which is there while the suite runs.
/// </summary>
internal sealed class SuiteReport(SuiteRun run)
{
    private const int TailLines = 15;
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly long _started = run.Time.GetTimestamp();
    private readonly string _file = run.Suite.In("run.json");
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly UnhealthyReminder _reminder = new();
    private string? _written;
    private bool _wasHealthy;
    private string? _failure;

    private TimeSpan Elapsed => run.Time.GetElapsedTime(_started);

    private Dictionary<string, string> Endpoints => run.Resources
        .Where(r => r is not DashboardResource && r.Endpoints().Any(e => e.IsHttp)).OrderBy(r => r.Name, StringComparer.Ordinal)
        .ToDictionary(r => r.Name, r => r.Endpoints().First(e => e.IsHttp).Url);

    /// <returns>
    /// Once cancelled, or when a start has failed in a way that nobody can mend while the suite runs: what failed. Null when all came up.
    /// </returns>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var changes in run.Notifications.WatchBatchesAsync(ct))
            {
                foreach (var changed in changes)
                    if (run.Find(changed.ResourceId) is [var node])
                        await ShowAsync(node, changed.Snapshot, ct);
                Write();
                if (_failure is not null && run.Nodes.Any(n => n.Snapshot.State.Text == KnownResourceStates.FailedToStart))
                    return _failure;
            }
        }
        catch (OperationCanceledException)
        {
            // The suite is stopped on purpose.
        }

        return _wasHealthy ? null : _failure;
    }

    public void Delete() => File.Delete(_file);

    private async Task ShowAsync(Node node, CustomResourceSnapshot now, CancellationToken ct)
    {
        if (_reminder.Of(node.Name, now, Elapsed) is { } reminder)
            Say(node, reminder);
        var text = now.IsHealthy && now.HealthReports.Length > 0 ? "healthy" : now.State.Text.ToLowerInvariant();
        if (_shown.GetValueOrDefault(node.Name) == text)
            return;
        _shown[node.Name] = text;
        Say(node, text);
        if (now.HasFailed && !node.WasReady)
        {
            var reason = now.Failure ?? $"{node.Resource.Name} ended with exit code {now.ExitCode} before it was healthy.";
            _failure ??= reason;
            await Console.Error.WriteLineAsync($"error: {reason}{await TailAsync(node, ct)}");
        }
    }

    private void Say(Node node, string text) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds,6:0.0} s  {node.Resource.Name,-12} {text}"));

    private async Task<string> TailAsync(Node node, CancellationToken ct)
    {
        var lines = new List<string>();
        await run.ReadLogAsync(node.Name, follow: false, line =>
        {
            lines.Add($"{Environment.NewLine}    {line.Text}");
            return Task.CompletedTask;
        }, ct);
        return string.Concat(lines.TakeLast(TailLines));
    }

    private void Write()
    {
        var unsatisfied = run.Notifications.Current.Where(e => !e.Snapshot.IsSatisfied && e.Resource is not PostgresDatabaseResource).Select(e => e.Standing).ToArray();
        var isHealthy = unsatisfied.Length == 0;
        var state = isHealthy ? "healthy" : _wasHealthy ? "unhealthy" : _failure is not null ? "failed" : "starting";
        var message = _failure ?? (isHealthy ? null : $"not healthy: {string.Join("; ", unsatisfied)}");
        var content = JsonSerializer.Serialize(new { Pid = Environment.ProcessId, state, message, Endpoints, dashboard = run.LoginUrl }, Snake);
        if (content != _written)
            PrivateFile.Write(_file, _written = content);
        if (isHealthy && !_wasHealthy)
            Announce();
        _wasHealthy |= isHealthy;
    }

    private void Announce()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All healthy after {Elapsed.TotalSeconds:0.0} s."));
        foreach (var (name, address) in Endpoints)
            Console.WriteLine($"  {name,-12} {address}");
        if (run.LoginUrl is { } login)
            Console.WriteLine($"  {"dashboard",-12} {login}");
        Console.WriteLine("Press Ctrl-C to stop.");
    }
}

/// <summary>Tells now and then why a process that runs is still not healthy.</summary>
internal sealed class UnhealthyReminder
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, TimeSpan> _quietSince = new(StringComparer.Ordinal);

    /// <returns>What to say now, or null.</returns>
    public string? Of(string name, CustomResourceSnapshot now, TimeSpan elapsed)
    {
        if (now.State.Text != KnownResourceStates.Running || now.IsHealthy)
        {
            _quietSince.Remove(name);
            return null;
        }

        if (_quietSince.TryAdd(name, elapsed) || elapsed - _quietSince[name] < Interval)
            return null;
        _quietSince[name] = elapsed;
        return $"not healthy yet: {(now.ProbeFailure is { Length: > 0 } reason ? reason : "no health check has answered")}";
    }
}
