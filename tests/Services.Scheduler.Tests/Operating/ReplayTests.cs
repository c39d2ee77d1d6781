using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Operating;

public sealed class ReplayTests
{
    private const string Path = "/schedule/operations/replay";

    [Fact]
    public async Task Each_run_of_a_span_is_what_the_history_says_and_what_it_says_nothing_of_is_missing()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        var job = (await ada.CreateAsync(new { kind = "every", seconds = 600, payload = Wire.Report() })).Id();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await host.ScanAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.ScanAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await host.ScanAsync();
        await host.ExecuteAsync("delete from occurrences where scheduled_for = $1", SchedulerHost.Start.AddMinutes(10));
        host.Clock.Advance(TimeSpan.FromMinutes(15));

        var replay = await operators.AskAsync(Path, Span(0, 90));
        Assert.Equal(["missing", "skipped", "fired", "fired", "waiting", "to_come", "to_come", "to_come"], Outcomes(replay));
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80], Minutes(replay));
        Assert.Equal((8, 2, 1, 1, 1, 3), (Total(replay, "expected"), Total(replay, "fired"), Total(replay, "skipped"), Total(replay, "missing"), Total(replay, "waiting"), Total(replay, "to_come")));
        Assert.Equal([(SchedulerHost.Start, 5), (SchedulerHost.Start.AddHours(1), 3)], replay.Items("hours").Select(static hour => (hour.Time("starts_at"), hour["runs"]!["expected"]!.GetValue<int>())));
        Assert.All(replay.Items("runs"), run => Assert.Equal((host.Ada.TenantId, job), (run.Text("tenant_id"), run.Id())));

        // Half open, and only what is asked for is listed, while all is counted.
        Assert.Equal([10], Minutes(await operators.AskAsync(Path, Span(10, 20))));
        var missing = await operators.AskAsync(Path, new { from = At(0), to = At(90), only = new[] { "missing" }, limit = 5 });
        Assert.Equal(([10], 8), (Minutes(missing), Total(missing, "expected")));
    }

    [Fact]
    public async Task A_replay_makes_and_writes_nothing()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        const string all = "select jsonb_build_array((select jsonb_agg(jobs) from jobs), (select jsonb_agg(occurrences) from occurrences), (select count(*) from nanobot.outbox))::text";
        var before = await host.QueryAsync(all, static row => row.GetString(0));
        Assert.Equal(5, Total(await operators.AskAsync(Path, Span(0, 6)), "waiting"));
        Assert.Equal(before, await host.QueryAsync(all, static row => row.GetString(0)));
    }

    [Fact]
    public async Task Whatever_has_been_fired_or_passed_over_is_missing_nowhere()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        await ada.CreateAsync(new { kind = "every", seconds = 3600, misfire = "all", payload = Wire.Report() });
        await ada.CreateAsync(new { kind = "cron", expression = "*/20 7-20 * * mon-fri", time_zone = "Europe/Berlin", misfire = "skip", misfire_grace_seconds = 0, payload = Wire.Report() });
        await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "Asia/Shanghai", payload = Wire.Report() });
        await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        await ada.CreateAsync(new { kind = "at", time = "2030-01-08T08:00:00Z", payload = Wire.Report() });
        foreach (var hours in new[] { 1, 7, 1, 30, 2, 90 })
        {
            host.Clock.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(7));
            await host.ScanAsync();
        }

        var replay = await operators.AskAsync(Path, new { from = At(-60), to = host.Clock.GetUtcNow().ToString("O"), limit = 0 });
        Assert.Equal((0, 0, 0, 0), (Total(replay, "missing"), Total(replay, "waiting"), Total(replay, "to_come"), Total(replay, "unknown")));
        Assert.InRange(Total(replay, "expected"), 131 * 61, 131 * 66);
    }

    [Fact]
    public async Task What_lies_before_a_change_or_further_back_than_the_history_reaches_is_unknown_and_what_nobody_wanted_is_left_out()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve"));
        using var operators = host.Operators();
        var paused = (await ada.CreateAsync(new { kind = "every", seconds = 600, payload = Wire.Report() })).Id();
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await host.ScanAsync();
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{paused}", new { enabled = false }, HttpStatusCode.OK);
        await host.ExecuteAsync("delete from occurrences");
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(["unknown"], Outcomes(await operators.AskAsync(Path, Span(0, 60))));

        // Counted from its change on.
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{paused}", new { enabled = true, seconds = 1200 }, HttpStatusCode.OK);
        Assert.Equal([50], Minutes(await operators.AskAsync(Path, Span(0, 60))));

        var long1 = (await eve.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() })).Id();
        host.Clock.Advance(TimeSpan.FromMinutes(700));
        await host.ExecuteAsync("""
            insert into occurrences (tenant_id, user_id, job_id, scheduled_for, trigger, status)
            select tenant_id, user_id, job_id, $1 + number * interval '1 minute', 'schedule', 'skipped' from jobs cross join generate_series(1, 600) number where job_id = $2
            """, SchedulerHost.Start.AddMinutes(130), Guid.Parse(long1));
        await host.ExecuteAsync("update jobs set runs = 600, next_run_at = $1 where job_id = $2", SchedulerHost.Start.AddMinutes(731), Guid.Parse(long1));
        var tenant = (await host.QueryAsync("select tenant_id from jobs where job_id = $1", static row => row.GetString(0), Guid.Parse(long1)))[0];
        var replay = await operators.AskAsync(Path, new { from = At(0), to = At(730), tenant_id = tenant });
        Assert.Equal((100, 599, 0), (Total(replay, "unknown"), Total(replay, "skipped"), Total(replay, "missing")));
    }

    [Fact]
    public async Task More_jobs_than_one_replay_looks_at_are_gone_on_with_and_one_that_cannot_be_read_is_counted()
    {
        await using var host = new SchedulerHost();
        using var operators = host.Operators();
        await host.SeedAsync(5_100, SchedulerHost.Start.AddMinutes(5));
        await host.ExecuteAsync("update jobs set time_zone = 'Mars/Olympus' where job_id = (select min(job_id) from jobs)");
        var first = await operators.AskAsync(Path, Span(0, 10));
        var second = await operators.AskAsync(Path, new { from = At(0), to = At(10), cursor = first.Text("next_cursor") });

        Assert.Equal((5000, 100), (first["jobs"]!.GetValue<int>(), second["jobs"]!.GetValue<int>()));
        Assert.Null(second["next_cursor"]);
        Assert.Equal(1, first["unreadable"]!.GetValue<int>() + second["unreadable"]!.GetValue<int>());
        Assert.Equal(1000, first["runs"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_span_that_is_none_or_too_long_is_refused_by_the_field()
    {
        await using var host = new SchedulerHost();
        using var operators = host.Operators();
        foreach (var (body, field) in new (object, string)[]
        {
            (new { to = At(1) }, "from"), (new { from = At(0) }, "to"), (new { from = At(1), to = At(1) }, "to"), (new { from = At(0), to = At((31 * 24 * 60) + 1) }, "to"),
            (new { from = "yesterday", to = At(1) }, "from"), (new { from = At(0), to = At(1), limit = 10_001 }, "limit"), (new { from = At(0), to = At(1), tenant_id = "No Tenant" }, "tenant_id"),
            (new { from = At(0), to = At(1), only = new[] { "lost" } }, "only"), (new { from = At(0), to = At(1), cursor = "AAAA" }, "cursor"), (new { from = "2001-01-01T00:00:00Z", to = "2001-01-02T00:00:00Z" }, "from"),
        })
        {
            var fields = (await operators.AskAsync(Path, body, HttpStatusCode.BadRequest)).Fields();
            Assert.Contains(field, fields);
        }
    }

    private static object Span(int from, int to) => new { from = At(from), to = At(to) };

    private static string At(int minutes) => SchedulerHost.Start.AddMinutes(minutes).ToString("O");

    private static List<string> Outcomes(JsonObject replay) => [.. replay.Items("runs").Select(static run => run.Text("outcome"))];

    private static List<int> Minutes(JsonObject replay) => [.. replay.Items("runs").Select(static run => (int)(run.Time("time") - SchedulerHost.Start).TotalMinutes)];

    private static int Total(JsonObject replay, string outcome) => replay["total"]![outcome]!.GetValue<int>();
}
