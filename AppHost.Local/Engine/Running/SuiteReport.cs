using System.Globalization;
using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.State;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Says on the console and in the run file how a suite is doing.</summary>
internal sealed class SuiteReport(SuiteRun run, RunFile file, Func<TimeSpan> elapsed)
{
    private const int TailLines = 15;

    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private readonly UnhealthyReminder _reminder = new();
    private bool _wasHealthy;
    private string? _failure;

    /// <returns>
    /// Once cancelled, or when a start has failed in a way that nobody can mend while the suite runs: what failed. Null when all came up.
    /// </returns>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        try
        {
            Write();
            await foreach (var changed in run.Board.WatchAsync(ct))
            {
                await ShowAsync(changed, ct);
                Write();
                if (_failure is not null && run.Nodes.Any(n => n.State.State == KnownResourceStates.FailedToStart))
                    return _failure;
            }
        }
        catch (OperationCanceledException)
        {
            // The suite is stopped on purpose.
        }

        return _wasHealthy ? null : _failure;
    }

    private async Task ShowAsync(ResourceSnapshot changed, CancellationToken ct)
    {
        if (run.Nodes.FirstOrDefault(n => n.Name == changed.Name) is not { } node)
            return;
        var text = changed.IsHealthy() && changed.HealthReports.Count > 0 ? "healthy" : changed.State.ToLowerInvariant();
        if (_reminder.Of(changed, elapsed()) is { } reminder)
            Say(changed, reminder);
        if (_shown.GetValueOrDefault(changed.Name) == text)
            return;
        _shown[changed.Name] = text;
        Say(changed, text);
        if (changed.HasFailed() && !node.WasReady && _failed.Add(changed.Name))
        {
            var reason = node.State.Failure ?? $"{changed.DisplayName} ended with exit code {changed.ExitCode()} before it was healthy.";
            var tail = await TailAsync(node, ct);
            _failure ??= reason;
            await Console.Error.WriteLineAsync($"error: {reason}{tail}");
        }
    }

    private void Say(ResourceSnapshot resource, string text) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed().TotalSeconds,6:0.0} s  {resource.DisplayName,-12} {text}"));

    private async Task<string> TailAsync(Node node, CancellationToken ct)
    {
        var lines = new Queue<string>();
        if (node.State.Uid is not null)
            await foreach (var batch in run.Logs.ReadAsync(node, follow: false, ct))
                foreach (var line in batch)
                {
                    lines.Enqueue(line.Text);
                    if (lines.Count > TailLines)
                        lines.Dequeue();
                }

        return string.Concat(lines.Select(l => $"{Environment.NewLine}    {l}"));
    }

    private void Write()
    {
        var unsatisfied = run.Nodes.Select(NodeSnapshot.Of).Where(s => !s.IsSatisfied()).ToArray();
        var isHealthy = unsatisfied.Length == 0;
        var state = isHealthy ? "healthy" : _failure is not null && !_wasHealthy ? "failed" : _wasHealthy ? "unhealthy" : "starting";
        file.Write(state, _failure ?? (isHealthy ? null : Missing(unsatisfied)), Endpoints(), run.Dashboard?.LoginUrl);
        if (isHealthy && !_wasHealthy)
            Announce();
        _wasHealthy |= isHealthy;
    }

    private static string Missing(IEnumerable<ResourceSnapshot> unsatisfied) => "not healthy: " + string.Join("; ", unsatisfied.Select(s => s.Standing()));

    private void Announce()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All healthy after {elapsed().TotalSeconds:0.0} s."));
        foreach (var (name, address) in Endpoints())
            Console.WriteLine($"  {name,-12} {address}");
        if (run.Dashboard is { } dashboard)
            Console.WriteLine($"  {"dashboard",-12} {dashboard.LoginUrl}");
        Console.WriteLine("Press Ctrl-C to stop.");
    }

    private SortedDictionary<string, string> Endpoints() => new(
        run.Board.Current.SelectMany(s => s.Urls.Where(u => u.FullUrl.StartsWith("http", StringComparison.Ordinal)).Take(1).Select(u => (s.DisplayName, u.FullUrl)))
            .DistinctBy(e => e.DisplayName).ToDictionary(e => e.DisplayName, e => e.FullUrl), StringComparer.Ordinal);
}
