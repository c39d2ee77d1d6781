using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Engine.Dcp;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Running;

/// <summary>The console log of one process, over its restarts: stdout, stderr and what the orchestrator says, as they come.</summary>
internal sealed class NodeLogs(DcpClient dcp, TimeProvider time)
{
    private const int Backlog = 1000;
    private static readonly TimeSpan BetweenIncarnations = TimeSpan.FromMilliseconds(250);

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAsync(Node node, bool follow, [EnumeratorCancellation] CancellationToken ct)
    {
        var number = 0;
        string? seen = null;
        while (true)
        {
            if (node.State.Uid is { } uid && uid != seen)
            {
                seen = uid;
                await foreach (var (text, isError) in MergeAsync(node, follow, ct))
                    yield return [new LogLine(text, isError, ++number)];
            }

            if (!follow)
                yield break;
            await Task.Delay(BetweenIncarnations, time, ct);
        }
    }

    private async IAsyncEnumerable<(string Text, bool IsError)> MergeAsync(Node node, bool follow, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var lines = Channel.CreateBounded<(string, bool)>(Backlog);
        async Task PumpAsync(string source)
        {
            await foreach (var line in dcp.LogAsync(node.Kind, node.Name, source, follow, stop.Token))
                await lines.Writer.WriteAsync((line, source != "stdout"), stop.Token);
        }

        var pumps = Task.WhenAll(PumpAsync("system"), PumpAsync("stdout"), PumpAsync("stderr"));
        _ = pumps.ContinueWith(t => lines.Writer.TryComplete(t.Exception?.InnerException), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(ct))
                yield return line;
        }
        finally
        {
            await stop.CancelAsync();
            await pumps.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
