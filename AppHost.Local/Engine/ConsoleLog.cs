using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.Engine;

/// <summary>A line of a console log; numbers start at 1.</summary>
internal sealed record LogLine(string Text, bool IsError, int LineNumber);

/// <summary>The console log of one process, over its restarts: stdout, stderr and what the orchestrator says, as they come.</summary>
internal static class ConsoleLog
{
    private const int Backlog = 1000;
    private static readonly TimeSpan BetweenIncarnations = TimeSpan.FromMilliseconds(250);

    public static async IAsyncEnumerable<LogLine> ReadAsync(Node node, DcpClient dcp, bool follow, TimeProvider time, [EnumeratorCancellation] CancellationToken ct)
    {
        var number = 0;
        string? seen = null;
        do
        {
            if (node.Uid is { } uid && uid != seen)
            {
                seen = uid;
                await foreach (var (text, isError) in MergeAsync(node, dcp, follow, ct))
                    yield return new LogLine(text, isError, ++number);
            }

            if (follow)
                await Task.Delay(BetweenIncarnations, time, ct);
        }
        while (follow);
    }

    private static async IAsyncEnumerable<(string Text, bool IsError)> MergeAsync(
        Node node, DcpClient dcp, bool follow, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var lines = Channel.CreateBounded<(string, bool)>(Backlog);
        async Task PumpAsync(string source)
        {
            await foreach (var line in dcp.LogAsync(node.Kind, node.Name, source, follow, stop.Token))
                await lines.Writer.WriteAsync((line, source != "stdout"), stop.Token);
        }

        async Task PumpAllAsync()
        {
            var pumps = Task.WhenAll(PumpAsync("system"), PumpAsync("stdout"), PumpAsync("stderr"));
            await pumps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lines.Writer.Complete(pumps.Exception?.InnerException);
        }

        var pumping = PumpAllAsync();
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(ct))
                yield return line;
        }
        finally
        {
            await stop.CancelAsync();
            await pumping;
        }
    }
}
