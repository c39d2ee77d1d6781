using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace Nanobot.Bench;

/// <summary>How many octets a .NET process allocates: the runtime's own counter (System.Runtime, <c>alloc-rate</c>), read from outside.</summary>
internal static class AllocationCounter
{
    /// <summary>Prints the octets that a process allocated within some whole seconds.</summary>
    public static async Task RunAsync(int process, int seconds, TextWriter output)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10 + (2 * seconds)));
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["EventCounterIntervalSec"] = "1" };
        using var session = await new DiagnosticsClient(process).StartEventPipeSessionAsync(
            new EventPipeProvider("System.Runtime", EventLevel.Informational, 0, arguments), requestRundown: false, token: deadline.Token);
        using var source = new EventPipeEventSource(session.EventStream);
        var (counts, whole) = (new List<double>(), new TaskCompletionSource());
        source.Dynamic.All += counter =>
        {
            if (counter.PayloadValue(0) is IDictionary<string, object> payload && payload["Payload"] is IDictionary<string, object> figures && figures["Name"] is "alloc-rate")
            {
                counts.Add((double)figures["Increment"]);
                // The first one counts from wherever within a second the session began.
                _ = counts.Count > seconds && whole.TrySetResult();
            }
        };
        var reading = Task.Run(source.Process, deadline.Token);
        await whole.Task.WaitAsync(deadline.Token);
        await session.StopAsync(deadline.Token);
        await reading.WaitAsync(deadline.Token);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{counts.Skip(1).Take(seconds).Sum():0}"));
    }
}
