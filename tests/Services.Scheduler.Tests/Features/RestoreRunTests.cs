using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class RestoreRunTests
{
    private const string First = "2030-01-07T09:00:00+00:00";
    private const string Second = "2030-01-08T09:00:00+00:00";

    private static readonly object Daily = new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report() };

    [Fact]
    public async Task A_run_that_was_passed_over_is_made_after_all_and_however_often_that_is_asked_once()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null);

        foreach (var time in new[] { First, "2030-01-07T10:00:00+01:00", First })
        {
            var restored = await RestoreAsync(ada, job, time);
            Assert.Equal(("active", First), (restored.Text("status"), restored.Text("next_run_at")));
        }

        Assert.Empty(await ada.HistoryAsync(job.Id()));
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.ScanAsync();
        Assert.Equal([$"{First} requested"], (await ada.HistoryAsync(job.Id())).Select(static run => $"{run.Text("scheduled_for")} {run.Text("status")}"));
    }

    [Fact]
    public async Task The_job_waits_for_the_sooner_of_the_two()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null);
        await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null);

        Assert.Equal(Second, (await RestoreAsync(ada, job, Second)).Text("next_run_at"));
        Assert.Equal(First, (await RestoreAsync(ada, job, First)).Text("next_run_at"));
        Assert.Equal(First, (await RestoreAsync(ada, job, Second)).Text("next_run_at"));
    }

    [Fact]
    public async Task A_job_that_was_over_without_it_waits_for_it_again_and_a_paused_one_stays_paused()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var once = await ada.CreateAsync(new { kind = "at", time = First, payload = Wire.Report() });
        var paused = await ada.CreateAsync(Daily);
        foreach (var job in new[] { once, paused })
        {
            await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null);
        }

        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{paused.Id()}", new { enabled = false }, HttpStatusCode.OK);

        Assert.Equal("active", (await RestoreAsync(ada, once, First)).Text("status"));
        Assert.Equal("paused", (await RestoreAsync(ada, paused, First)).Text("status"));
        Assert.Equal(First, (await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{paused.Id()}", new { enabled = true }, HttpStatusCode.OK)).Text("next_run_at"));
    }

    [Fact]
    public async Task What_is_past_or_was_never_passed_over_or_has_no_place_in_the_schedule_any_more_is_refused_and_nothing_changes()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve", host.Ada.TenantId));
        var job = await ada.CreateAsync(Daily);
        await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null);

        Assert.Equal("JOB_NOT_FOUND", (await RestoreAsync(eve, job, First, HttpStatusCode.NotFound)).Text("code"));
        foreach (var never in new[] { "2030-01-07T09:30:00Z", "2030-01-06T09:00:00Z", "heron" })
        {
            Assert.Equal("SKIP_NOT_FOUND", (await RestoreAsync(ada, job, never, HttpStatusCode.NotFound)).Text("code"));
        }

        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { hour = 10 }, HttpStatusCode.OK);
        var outdated = await RestoreAsync(ada, job, First, HttpStatusCode.Conflict);
        Assert.Equal(("SKIP_OUTDATED", "2030-01-07T10:00:00+00:00"), (outdated.Text("code"), outdated.Text("next_run_at")));
        host.Clock.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal("SKIP_PAST", (await RestoreAsync(ada, job, First, HttpStatusCode.Conflict)).Text("code"));
        Assert.Single(await ada.HistoryAsync(job.Id()));
    }

    // The job as it is then, or the refusal.
    private static async Task<JsonObject> RestoreAsync(HttpClient client, JsonObject job, string time, HttpStatusCode expected = HttpStatusCode.NoContent)
    {
        var answer = await client.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{job.Id()}/skip/{Uri.EscapeDataString(time)}", null, expected);
        return expected == HttpStatusCode.NoContent ? await client.ReadAsync($"/schedule/jobs/{job.Id()}") : answer;
    }
}
