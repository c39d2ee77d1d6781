using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Scheduler.Tests.Firing;

public sealed class RotationTests
{
    [Fact]
    public async Task A_schedule_that_was_made_under_a_key_of_the_past_and_never_edited_fires_under_the_new_one_alone()
    {
        var (old, fresh) = (TestKey.New("scheduler-old", "scheduler"), TestKey.New("scheduler-new", "scheduler"));
        await using var first = new SchedulerHost(Keys([old]));
        using var ada = first.ClientFor(first.Ada);
        var job = await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        var fired = 0;
        foreach (var keys in new TestKey[][] { [old], [fresh, old], [fresh] })
        {
            await using var host = new SchedulerHost([.. TestDatabase.Settings("schedulerdb", first.DatabaseOwner), .. Keys(keys)]);
            host.Clock.Advance(TimeSpan.FromMinutes(++fired));
            await host.ScanAsync();
            Assert.Equal(fired, (await ada.HistoryAsync(job.Id())).Count);
            Assert.Equal(fired, (await first.RequestedReportsAsync()).Count);
        }
    }

    /// <summary>What the scheduler is set during its rotation; the others keep their keys.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Keys(IReadOnlyList<TestKey> own) =>
        TestKeys.Settings(own, [.. new[] { "gateway", "tenants", "chat", "reports" }.Select(TestKeys.Of), .. own]);
}
