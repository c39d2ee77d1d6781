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
