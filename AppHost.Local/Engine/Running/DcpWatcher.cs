using Aspire.Hosting.Engine.Dcp;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Follows the orchestrator's objects; when it cannot be reached any more, it is lost.</summary>
internal sealed class DcpWatcher(DcpClient dcp, TimeProvider time, Action<DcpObject> observe, Action<string> lost)
{
    private const int Attempts = 4;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(300);

    public async Task RunAsync(string kind, CancellationToken ct)
    {
        for (var failures = 0; ; await WaitAsync(ct))
        {
            try
            {
                await foreach (var observed in dcp.WatchAsync(kind, ct))
                {
                    observe(observed);
                    failures = 0;
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or DistributedApplicationException)
            {
                if (++failures < Attempts)
                    continue;
                lost($"Aspire's orchestrator (DCP) is gone: {e.Message} Everything it ran has ended with it. Start the suite again.");
                return;
            }

            if (ct.IsCancellationRequested)
                return;
        }
    }

    private async Task WaitAsync(CancellationToken ct) =>
        await Task.Delay(BetweenAttempts, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
