using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Aspire.Hosting.Engine.Health;
using Aspire.Hosting.Engine.Resources;
using Npgsql;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Probes a process again and again: often until it is healthy, seldom afterwards.</summary>
internal static class HealthRounds
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    // Creating a database writes all of it to the disk, which may be busy.
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan WhileUnhealthy = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);

    /// <exception cref="DistributedApplicationException">It can never be made ready.</exception>
    /// <param name="makeReady">Done once, after the first round in which all probes were healthy and before it is told.</param>
    public static async IAsyncEnumerable<IReadOnlyList<HealthEntry>> RunAsync(
        IReadOnlyList<HealthProbe> probes, Func<CancellationToken, Task>? makeReady, TimeProvider time, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var round = await Task.WhenAll(probes.Select(p => ProbeAsync(p, time, ct)));
            var isHealthy = round.All(r => r.Status == "Healthy");
            if (isHealthy && makeReady is not null)
            {
                var failure = await TryAsync(makeReady, ReadyTimeout, time, ct);
                isHealthy = failure is null;
                makeReady = isHealthy ? null : makeReady;
                if (!isHealthy)
                    round = [.. round.Select(r => r with { Status = "Unhealthy", Description = failure! })];
            }

            yield return round;
            if (probes.Count == 0 && isHealthy)
                yield break;
            await Task.Delay(isHealthy ? WhileHealthy : WhileUnhealthy, time, ct);
        }
    }

    private static async Task<HealthEntry> ProbeAsync(HealthProbe probe, TimeProvider time, CancellationToken ct)
    {
        string? failure = null;
        var unexpected = await TryAsync(async token => failure = await probe.ProbeAsync(token), ProbeTimeout, time, ct);
        failure ??= unexpected;
        return new HealthEntry(probe.Key, failure is null ? "Healthy" : "Unhealthy", failure ?? "", null, time.GetUtcNow());
    }

    /// <returns>Null, or why it failed.</returns>
    private static async Task<string?> TryAsync(Func<CancellationToken, Task> work, TimeSpan patience, TimeProvider time, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            await work(either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"No answer within {patience.TotalSeconds:0} s.";
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or NpgsqlException)
        {
            return e.Message;
        }
    }
}
