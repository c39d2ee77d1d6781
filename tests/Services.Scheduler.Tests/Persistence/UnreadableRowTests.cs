using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Scheduler.Tests.Persistence;

/// <summary>A job that another version wrote, or a hand, costs no other: lists have all others, the others are fired, and who asks for that one is told.</summary>
public sealed class UnreadableRowTests
{
    private const string LongAgo = "timestamptz '0044-03-15 12:00:00+00 BC'";

    public static TheoryData<string, string> BadJobs => new()
    {
        { "schedule", "jsonb 'null'" },
        { "schedule", "jsonb '{}'" },
        { "schedule", "jsonb '[]'" },
        { "schedule", "jsonb_set(schedule, '{kind}', 'null')" },
        { "schedule", "jsonb_set(schedule, '{seconds}', '\"many\"')" },
        { "schedule", "jsonb_set(schedule, '{seconds}', '1e300')" },
        { "payload", "jsonb 'null'" },
        { "payload", "payload - 'report_type'" },
        { "payload", "jsonb_set(payload, '{type}', 'null')" },
        { "payload", "jsonb_set(payload, '{focus_areas}', '[null]')" },
        { "payload", "jsonb_set(payload, '{focus_areas}', '{}')" },
        { "created_at", LongAgo },
    };

    // They can be shown, and changed into what can be fired.
    public static TheoryData<string, string> JobsOfLater => new()
    {
        { "schedule", "jsonb '{\"kind\": \"at_new_moon\"}'" },
        { "schedule", "jsonb '{\"kind\": \"daily\"}'" },
        { "schedule", "jsonb '{\"kind\": \"weekly\", \"hour\": 9, \"minute\": 0, \"day_of_week\": \"someday\"}'" },
        { "schedule", "jsonb '{\"kind\": \"cron\", \"expression\": \"@reboot\"}'" },
        { "schedule", "jsonb '{\"kind\": \"every\", \"seconds\": 0}'" },
        { "schedule", "jsonb '{\"kind\": \"at\", \"time\": \"tomorrow\"}'" },
        { "time_zone", "'Mars/Olympus'" },
    };

    [Theory]
    [MemberData(nameof(BadJobs))]
    public async Task A_job_that_cannot_be_read_is_left_out_of_lists_and_told_of_when_asked_for(string column, string value)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var (first, bad, last) = await ThreeAsync(host, ada, column, value);

        Assert.Equal([last, first], (await ada.AllAsync("/schedule/jobs", limit: 1)).Select(static job => job.GetProperty("job_id").GetString()));
        Assert.Equal([first, last], (await ada.ReadAsync("/schedule"))["next_scheduled_jobs"]!.AsArray().Select(static job => job!.AsObject().Id()));
        var problem = await ada.ReadAsync($"/schedule/jobs/{bad}", HttpStatusCode.InternalServerError);
        Assert.Equal("STORED_DATA_UNREADABLE", problem.Text("code"));
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{bad}", new { name = "x" }, HttpStatusCode.InternalServerError);
        await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{bad}/run", null, HttpStatusCode.InternalServerError);
        await ada.ReadAsync($"/schedule/jobs/{bad}/history");
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{bad}", null, HttpStatusCode.NoContent);
    }

    [Theory]
    [MemberData(nameof(BadJobs))]
    [MemberData(nameof(JobsOfLater))]
    public async Task The_others_are_fired_when_they_are_due(string column, string value)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var (first, bad, last) = await ThreeAsync(host, ada, column, value);

        host.Clock.Advance(TimeSpan.FromSeconds(61));
        await host.ScanAsync();

        Assert.Single(await ada.HistoryAsync(first));
        Assert.Single(await ada.HistoryAsync(last));
        Assert.Empty(await ada.HistoryAsync(bad));
    }

    [Theory]
    [MemberData(nameof(JobsOfLater))]
    public async Task A_job_of_a_kind_that_is_not_known_here_is_shown_and_can_be_changed_into_another(string column, string value)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var (_, bad, _) = await ThreeAsync(host, ada, column, value);

        Assert.Equal(3, (await ada.AllAsync("/schedule/jobs")).Count);
        await ada.ReadAsync($"/schedule/jobs/{bad}");
        var changed = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{bad}", new { kind = "every", seconds = 120, time_zone = "UTC" }, HttpStatusCode.OK);
        Assert.Equal(120, changed["seconds"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_paused_job_of_a_kind_that_is_not_known_here_cannot_go_on_and_says_so()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var (_, bad, _) = await ThreeAsync(host, ada, "schedule", "jsonb '{\"kind\": \"at_new_moon\"}'");
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{bad}", new { enabled = false }, HttpStatusCode.OK);

        var problem = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{bad}", new { enabled = true }, HttpStatusCode.InternalServerError);

        Assert.Equal("STORED_DATA_UNREADABLE", problem.Text("code"));
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_is_left_out_of_the_history()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = (await ada.CreateAsync(new { kind = "every", seconds = 60, time_zone = "UTC", payload = Wire.Report() })).Id();
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(60));
            await host.ScanAsync();
        }

        await OwnersHand.ExecuteAsync(host.DatabaseOwner, $"""
            update occurrences set fired_at = {LongAgo}
            where scheduled_for = (select scheduled_for from occurrences where job_id = $1 order by scheduled_for offset 1 limit 1)
            """, Guid.Parse(job));

        Assert.Equal(2, (await ada.AllAsync($"/schedule/jobs/{job}/history", limit: 1)).Count);
    }

    [Theory]
    [InlineData(LongAgo)]
    [InlineData("timestamptz '12000-01-01Z'")]
    public async Task A_history_goes_past_runs_whose_very_time_cannot_be_read(string value)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = (await ada.CreateAsync(new { kind = "every", seconds = 60, time_zone = "UTC", payload = Wire.Report() })).Id();
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(60));
            await host.ScanAsync();
        }

        await OwnersHand.ExecuteAsync(host.DatabaseOwner, $"""
            update occurrences set scheduled_for = {value}
            where scheduled_for = (select scheduled_for from occurrences where job_id = $1 order by scheduled_for offset 1 limit 1)
            """, Guid.Parse(job));

        Assert.Equal(2, (await ada.AllAsync($"/schedule/jobs/{job}/history", limit: 1)).Count);
    }

    [Theory]
    [InlineData("payload", "jsonb 'null'")]
    [InlineData("schedule", "jsonb '{\"kind\": \"at_new_moon\"}'")]
    [InlineData("next_run_at", LongAgo)]
    public async Task A_job_that_cannot_be_fired_is_paused_after_as_many_attempts_as_there_may_be_and_its_history_says_so(string column, string value)
    {
        await using var host = new SchedulerHost([new("Scheduler:MaximumAttempts", "5")]);
        using var ada = host.ClientFor(host.Ada);
        var (first, bad, last) = await ThreeAsync(host, ada, column, value);
        var id = Guid.Parse(bad);

        for (var i = 0; i < 4; i++)
        {
            host.Clock.Advance(TimeSpan.FromHours(1.1));
            await host.ScanAsync();
            Assert.Equal("active", (await host.QueryAsync("select status from jobs where job_id = $1", static row => row.GetString(0), id)).Single());
        }

        for (var i = 0; i < 2; i++)
        {
            host.Clock.Advance(TimeSpan.FromHours(1.1));
            await host.ScanAsync();
        }

        // Its attempts say why, until somebody changes it.
        Assert.Equal(("paused", 5), (await host.QueryAsync("select status, attempts from jobs where job_id = $1 and next_run_at is null and lease_until is null",
            static row => (row.GetString(0), row.GetInt32(1)), id)).Single());
        Assert.Equal(("failed", true), (await host.QueryAsync("select status, report_id is null from occurrences where job_id = $1",
            static row => (row.GetString(0), row.GetBoolean(1)), id)).Single());
        Assert.Equal(column == "next_run_at" ? 0 : 1, (await ada.AllAsync($"/schedule/jobs/{bad}/history", limit: 1)).Count);
        Assert.True((await ada.HistoryAsync(first)).Count >= 6);
        Assert.True((await ada.HistoryAsync(last)).Count >= 6);
    }

    [Fact]
    public async Task A_job_that_was_claimed_too_often_already_is_not_tried_again()
    {
        await using var host = new SchedulerHost([new("Scheduler:MaximumAttempts", "5")]);
        using var ada = host.ClientFor(host.Ada);
        var (first, bad, _) = await ThreeAsync(host, ada, "attempts", "2147483647");

        host.Clock.Advance(TimeSpan.FromSeconds(61));
        await host.ScanAsync();

        Assert.Equal("paused", (await ada.ReadAsync($"/schedule/jobs/{bad}")).Text("status"));
        Assert.Equal("failed", Assert.Single(await ada.HistoryAsync(bad)).Text("status"));
        Assert.Single(await ada.HistoryAsync(first));
        Assert.Equal("active", (await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{bad}", new { enabled = true }, HttpStatusCode.OK)).Text("status"));
    }

    [Fact]
    public async Task A_job_that_is_due_in_a_year_that_no_calendar_has_leaves_the_scan_at_work()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "every", seconds = 60, time_zone = "UTC", payload = Wire.Report() });
        await OwnersHand.ExecuteAsync(host.DatabaseOwner, "update jobs set next_run_at = '12000-01-01Z' where job_id = $1", Guid.Parse(job.Id()));

        Assert.True(await host.NextDueAsync() > host.Clock.GetUtcNow());
    }

    private static async Task<(string First, string Bad, string Last)> ThreeAsync(SchedulerHost host, HttpClient ada, string column, string value)
    {
        var jobs = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            jobs.Add((await ada.CreateAsync(new { kind = "every", seconds = 60, time_zone = "UTC", payload = JsonNode.Parse("""{"type":"report","report_type":"daily","focus_areas":["x"]}""") })).Id());
            host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await OwnersHand.ExecuteAsync(host.DatabaseOwner, $"update jobs set {column} = {value} where job_id = $1", Guid.Parse(jobs[1]));
        return (jobs[0], jobs[1], jobs[2]);
    }
}
