namespace Aspire.Hosting.Engine;

/// <summary>A line of a console log; numbers start at 1.</summary>
internal sealed record LogLine(string Text, bool IsError, int Number);

/// <summary>The console log of one process, over its restarts: stdout, stderr and what the orchestrator says, as they come.</summary>
internal static class ConsoleLog
{
    private static readonly TimeSpan BetweenIncarnations = TimeSpan.FromMilliseconds(250);

    public static async Task ReadAsync(Node node, DcpClient dcp, bool follow, Func<LogLine, Task> write, TimeProvider time, CancellationToken ct)
    {
        var number = 0;
        using var oneAtATime = new SemaphoreSlim(1, 1);
        async Task PumpAsync(string source)
        {
            await foreach (var line in dcp.LogAsync(node.Kind, node.Name, source, follow, ct))
            {
                await oneAtATime.WaitAsync(ct);
                await write(new LogLine(line, source != "stdout", ++number));
                oneAtATime.Release();
            }
        }

        for (string? seen = null; ; await Task.Delay(BetweenIncarnations, time, ct))
        {
            var uid = node.Uid;
            if (uid is not null && uid != seen)
                await Task.WhenAll(PumpAsync("system"), PumpAsync("stdout"), PumpAsync("stderr"));
            seen = uid;
            if (!follow)
                return;
        }
    }
}
