using Nanobot.Architecture.Tests.Snapshots;
using Xunit.Abstractions;

namespace Nanobot.Architecture.Tests.Replay;

/// <summary>
/// <c>service_slice_replay</c>: recorded traffic of each module, sent to the gateway while the modules reach each other in one process, over HTTP, and through
/// sidecars, is answered the same. The records are written by <c>NANOBOT_SNAPSHOTS=write</c> over HTTP; a change of them is a change of the product.
/// </summary>
public sealed class ServiceSliceReplayTests(ITestOutputHelper output)
{
    private const string Record = "http";
    private static readonly string[] Slices = ["tenants", "chat", "reports", "scheduler"];

    [Theory]
    [InlineData(Record)]
    [InlineData("in-process")]
    [InlineData("dapr")]
    public async Task Recorded_traffic_is_answered_the_same_whatever_is_between_the_modules(string binding)
    {
        await using var suite = await BoundSuite.StartAsync(binding);
        var different = new List<string>();
        var count = 0;
        using var replayer = new Replayer(suite);
        foreach (var slice in Slices)
        {
            var now = new List<Exchange>();
            foreach (var recorded in Exchange.Read(slice))
            {
                var repeated = await replayer.RepeatAsync(recorded);
                now.Add(repeated);
                count++;
                if (recorded.Answer is not { } answer || !answer.Says(repeated.Answer!))
                {
                    different.Add($"{slice}: {recorded.Call}\nrecorded: {recorded.Answer}\nnow: {repeated.Answer}");
                }
            }

            if (Frozen.IsWritten && binding == Record)
            {
                Exchange.Write(slice, now);
            }
        }

        Assert.True(different.Count == 0 || (Frozen.IsWritten && binding == Record), string.Join("\n\n", different));
        Assert.Equal(binding == "dapr", suite.Invocations > 0);
        output.WriteLine($"{count} recorded exchanges of {Slices.Length} modules by the binding {binding}: {count - different.Count} equal");
    }
}
