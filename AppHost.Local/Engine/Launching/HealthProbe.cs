using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Asks one process whether it can serve.</summary>
/// <param name="AskAsync">Null when it is healthy, else why not; an unreachable process may throw instead.</param>
internal sealed record HealthProbe(string Key, TimeSpan Patience, Func<CancellationToken, Task<string?>> AskAsync)
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhileUnhealthy = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);

    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        // The probes would otherwise begin traces in the services.
        ActivityHeadersPropagator = null,
    });

    public static HealthProbe Http(string key, Uri address, int expectedStatus) => new(key, UsualPatience, async ct =>
    {
        using var response = await Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
        return (int)response.StatusCode == expectedStatus ? null : $"{address} answered {(int)response.StatusCode}, not {expectedStatus}.";
    });

    public static HealthProbe Redis(string key, int port, IValueProvider password) => new(key, UsualPatience, async ct =>
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, ct);
        var secret = await password.GetValueAsync(ct) ?? "";
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(secret)}\r\n{secret}\r\nPING\r\n"), ct);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var (authenticated, answer) = (await reader.ReadLineAsync(ct), await reader.ReadLineAsync(ct));
        return answer == "+PONG" ? null : $"Redis answered '{authenticated}' and '{answer}'.";
    });

    /// <summary>Asks again and again: often until all are healthy, seldom afterwards.</summary>
    /// <exception cref="DistributedApplicationException">It can never become healthy.</exception>
    public static async IAsyncEnumerable<HealthReportSnapshot[]> RunAsync(
        IReadOnlyList<HealthProbe> probes, TimeProvider time, [EnumeratorCancellation] CancellationToken ct)
    {
        do
        {
            var round = await Task.WhenAll(probes.Select(p => p.AskOnceAsync(time, ct)));
            yield return round;
            await Task.Delay(Array.TrueForAll(round, r => r.Status == HealthStatus.Healthy) ? WhileHealthy : WhileUnhealthy, time, ct);
        }
        while (probes.Count > 0);
    }

    private async Task<HealthReportSnapshot> AskOnceAsync(TimeProvider time, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        string? failure;
        try
        {
            failure = await AskAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            failure = $"No answer within {Patience.TotalSeconds:0} s.";
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or NpgsqlException)
        {
            failure = e.Message;
        }

        return new HealthReportSnapshot(Key, failure is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, failure ?? "", time.GetUtcNow().UtcDateTime);
    }
}
