using System.Net;
using Nanobot.Contracts.Events;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class CreateJobTests
{
    [Fact]
    public async Task Each_kind_is_created_with_its_next_run_and_read_back()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        (object Body, string Next, string Name)[] cases =
        [
            (new { kind = "daily", hour = 9, minute = 30, time_zone = "Europe/Berlin", payload = Wire.Report() }, "2030-01-07T08:30:00+00:00", "daily 09:30"),
            (new { kind = "weekly", day_of_week = "tue", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report("weekly") }, "2030-01-08T09:00:00+00:00", "weekly tue 09:00"),
            (new { kind = "cron", expression = "*/5 * * * *", time_zone = "UTC", payload = Wire.Report() }, "2030-01-07T08:05:00+00:00", "cron */5 * * * *"),
            (new { kind = "every", seconds = 90, payload = Wire.Report() }, "2030-01-07T08:01:30+00:00", "every 90 seconds"),
            (new { kind = "at", time = "2030-01-07T16:00:05+08:00", payload = Wire.Report() }, "2030-01-07T08:00:05+00:00", "at 2030-01-07T16:00:05+08:00"),
        ];
        foreach (var (body, next, name) in cases)
        {
            var job = await ada.CreateAsync(body);
            Assert.Equal(next, job.Text("next_run_at"));
            Assert.Equal(name, job.Text("name"));
            Assert.Equal("active", job.Text("status"));
            Assert.Equal("last", job.Text("misfire"));
            Assert.Equal(3600, job["misfire_grace_seconds"]!.GetValue<int>());
            Assert.Equal(job.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).ToJsonString());
        }

        var schedule = await ada.ReadAsync("/schedule");
        Assert.Equal("ada", schedule.Text("user_id"));
        Assert.Equal("at 2030-01-07T16:00:05+08:00", schedule["daily_report"]!.AsObject().Text("name"));
        Assert.Equal("weekly tue 09:00", schedule["weekly_report"]!.AsObject().Text("name"));
        Assert.Equal(5, schedule["next_scheduled_jobs"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_user_without_jobs_has_an_empty_schedule()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var schedule = await ada.ReadAsync("/schedule");
        Assert.Null(schedule["daily_report"]);
        Assert.Null(schedule["weekly_report"]);
        Assert.Empty(schedule["next_scheduled_jobs"]!.AsArray());
    }

    [Fact]
    public async Task A_job_without_a_zone_takes_its_users_and_UTC_where_there_is_none()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var daily = new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() };
        var job = await ada.CreateAsync(daily);
        Assert.Equal("Asia/Shanghai", job.Text("time_zone"));
        Assert.Equal("2030-01-08T01:00:00+00:00", job.Text("next_run_at"));

        host.Tenants.TimeZone = null;
        Assert.Equal("UTC", (await ada.CreateAsync(daily)).Text("time_zone"));
        host.Tenants.TimeZone = "Mars/Olympus";
        Assert.Equal("UTC", (await ada.CreateAsync(daily)).Text("time_zone"));
    }

    [Fact]
    public async Task When_the_users_zone_cannot_be_had_no_job_is_made_for_the_wrong_hour()
    {
        await using var host = new SchedulerHost(live: true);
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.Status = HttpStatusCode.InternalServerError;
        var problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs",
            new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() }, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("MODULE_UNAVAILABLE", problem.Text("code"));
        Assert.Empty((await ada.ReadAsync("/schedule/jobs"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_hundred_and_first_job_is_refused_even_among_many_asked_for_at_once_and_a_finished_one_makes_room()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        for (var i = 0; i < 95; i++)
        {
            await ada.CreateAsync(new { kind = "every", seconds = 3600, payload = Wire.Report() });
        }

        var once = await ada.CreateAsync(new { kind = "at", time = "2030-01-07T08:00:05Z", payload = Wire.Report() });
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var body = new StringContent("""{"kind":"every","seconds":3600,"payload":{"type":"report","report_type":"daily"}}""", System.Text.Encoding.UTF8, "application/json");
            using var response = await ada.PostAsync("/schedule/jobs", body);
            return response.StatusCode;
        }));
        Assert.Equal(4, answers.Count(static status => status == HttpStatusCode.Created));
        Assert.Equal(8, answers.Count(static status => status == HttpStatusCode.Conflict));
        var problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs",
            new { kind = "every", seconds = 60, payload = Wire.Report() }, HttpStatusCode.Conflict);
        Assert.Equal("JOB_LIMIT", problem.Text("code"));

        // The limit is one user's own.
        using var bob = host.ClientFor(TestContexts.User("bob", host.Ada.TenantId));
        await bob.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });

        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await host.ScanAsync();

        // What has not ended yet is not forgotten: its end would be told to nobody.
        problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", new { kind = "every", seconds = 60, payload = Wire.Report() }, HttpStatusCode.Conflict);
        Assert.Equal("JOB_LIMIT", problem.Text("code"));
        var run = Assert.Single(await ada.HistoryAsync(once.Id()));
        await host.HandleAsync(host.Ada, new ReportCompleted(Guid.Parse(run.Text("report_id")), "daily", "completed"));
        await ada.CreateAsync(new { kind = "every", seconds = 3600, payload = Wire.Report() });
        await ada.ReadAsync($"/schedule/jobs/{once.Id()}", HttpStatusCode.NotFound);
    }
}
