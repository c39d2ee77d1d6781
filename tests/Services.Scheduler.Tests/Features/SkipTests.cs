using System.Net;
using System.Net.Http.Json;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class SkipTests
{
    private static readonly object Daily = new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report() };

    [Fact]
    public async Task The_next_run_is_passed_over_and_stands_in_the_history_as_the_users_wish()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);

        var skipped = await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null);

        Assert.Equal(("active", "2030-01-08T09:00:00+00:00"), (skipped.Text("status"), skipped.Text("next_run_at")));
        host.Clock.Advance(TimeSpan.FromDays(1.5));
        await host.ScanAsync();
        Assert.Equal(["2030-01-08T09:00:00+00:00 requested ", "2030-01-07T09:00:00+00:00 skipped user"],
            (await ada.HistoryAsync(job.Id())).Select(static run => $"{run.Text("scheduled_for")} {run.Text("status")} {run["reason"]}"));
        Assert.Single(await host.RequestedReportsAsync());
    }

    [Fact]
    public async Task A_run_that_is_named_is_passed_over_once_however_often_that_is_asked()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        var (path, next) = ($"/schedule/jobs/{job.Id()}/skip", new { scheduled_for = "2030-01-07T10:00:00+01:00" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ada.AskAsync(path, next)));

        Assert.All(answers, static answer => Assert.Equal("2030-01-08T09:00:00+00:00", answer.Text("next_run_at")));
        var moved = await ada.AskAsync(path, new { scheduled_for = "2030-01-09T09:00:00Z" }, HttpStatusCode.Conflict);
        Assert.Equal(("SKIP_MOVED", "2030-01-08T09:00:00+00:00"), (moved.Text("code"), moved.Text("next_run_at")));
        Assert.Single(await ada.HistoryAsync(job.Id()));
    }

    [Fact]
    public async Task The_only_run_of_a_job_that_is_passed_over_ends_it()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "at", time = "2030-01-07T09:00:00Z", payload = Wire.Report() });

        Assert.Equal("done", (await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null)).Text("status"));

        var refused = await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null, HttpStatusCode.Conflict);
        Assert.Equal(("JOB_NOT_ACTIVE", "done"), (refused.Text("code"), refused.Text("job_status")));
    }

    [Fact]
    public async Task A_paused_job_has_no_run_to_pass_over()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { enabled = false }, HttpStatusCode.OK);

        Assert.Equal("JOB_NOT_ACTIVE", (await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", new { }, HttpStatusCode.Conflict)).Text("code"));
        Assert.Empty(await ada.HistoryAsync(job.Id()));
    }

    [Fact]
    public async Task A_skip_and_a_firing_of_one_run_follow_one_another()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        for (var round = 0; round < 5; round++)
        {
            var job = await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
            host.Clock.Advance(TimeSpan.FromSeconds(60));
            var due = job.Text("next_run_at");
            await Task.WhenAll(
                Task.Run(host.ScanAsync),
                Task.Run(async () => (await ada.PostAsJsonAsync($"/schedule/jobs/{job.Id()}/skip", new { scheduled_for = due })).Dispose()));
            await host.ScanAsync();

            Assert.Equal(due, Assert.Single(await ada.HistoryAsync(job.Id())).Text("scheduled_for"));
            await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{job.Id()}", null, HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task A_wrong_time_and_a_foreign_job_are_refused()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve", host.Ada.TenantId));
        var job = await ada.CreateAsync(Daily);
        var path = $"/schedule/jobs/{job.Id()}";

        Assert.Equal(["scheduled_for"], (await ada.AskAsync($"{path}/skip", new { scheduled_for = "2030-01-07T09:00:00" }, HttpStatusCode.BadRequest)).Fields());
        Assert.Equal("JOB_NOT_FOUND", (await eve.AskAsync($"{path}/skip", null, HttpStatusCode.NotFound)).Text("code"));
        Assert.Equal("JOB_NOT_FOUND", (await eve.AskAsync($"{path}/copy", null, HttpStatusCode.NotFound)).Text("code"));
        Assert.Equal(job.ToJsonString(), (await ada.ReadAsync(path)).ToJsonString());
    }
}
