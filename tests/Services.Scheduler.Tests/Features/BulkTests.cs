using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class BulkTests
{
    private const string Path = "/schedule/jobs/bulk";

    [Fact]
    public async Task Each_action_is_done_to_each_job_as_it_would_be_alone()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var jobs = await MakeAsync(ada, 3);

        Assert.Equal(3, (await ada.AskAsync(Path, new { action = "pause", jobs }))["done"]!.GetValue<int>());
        Assert.All(await ListAsync(ada), static job => Assert.Equal("paused", job.Text("status")));
        var skipped = await ada.AskAsync(Path, new { action = "skip", jobs });
        Assert.All(skipped.Items("results"), static result => Assert.Equal(("refused", "JOB_NOT_ACTIVE"), (result.Text("status"), result.Text("code"))));
        await ada.AskAsync(Path, new { action = "resume", status = "paused" });
        await ada.AskAsync(Path, new { action = "skip", kind = "daily" });
        Assert.All(await ListAsync(ada), static job => Assert.Equal("2030-01-08T09:00:00+00:00", job.Text("next_run_at")));
        await ada.AskAsync(Path, new { action = "unskip", jobs });
        Assert.All(await ListAsync(ada), static job => Assert.Equal("2030-01-07T09:00:00+00:00", job.Text("next_run_at")));
        Assert.All((await ada.AskAsync(Path, new { action = "unskip", jobs })).Items("results"), static result => Assert.Equal("SKIP_NOT_FOUND", result.Text("code")));
        await ada.AskAsync(Path, new { action = "tag", jobs, tags = new[] { "herons", "news" } });
        await ada.AskAsync(Path, new { action = "untag", tag = "herons", tags = new[] { "news" } });
        Assert.All(await ListAsync(ada), static job => Assert.Equal("""["herons"]""", job["tags"]!.ToJsonString()));
        await ada.AskAsync(Path, new { action = "run", tag = "herons" });
        Assert.Equal(3, (await host.RequestedReportsAsync()).Count);
        await ada.AskAsync(Path, new { action = "delete", jobs = jobs[..2] });
        Assert.Equal(jobs[2], Assert.Single(await ListAsync(ada)).Id());
    }

    [Fact]
    public async Task What_is_not_the_callers_is_refused_like_what_is_not_there_and_the_rest_is_done()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve", host.Ada.TenantId));
        var (mine, hers) = ((await MakeAsync(ada, 1))[0], (await MakeAsync(eve, 1))[0]);

        foreach (var action in new[] { "pause", "run", "skip", "delete" })
        {
            var answer = await ada.AskAsync(Path, new { action, jobs = new[] { hers, mine, "not-an-id", Guid.NewGuid().ToString() } });
            Assert.Equal(["JOB_NOT_FOUND", action == "skip" ? "JOB_NOT_ACTIVE" : "", "JOB_NOT_FOUND", "JOB_NOT_FOUND"], answer.Items("results").Select(static result => (string?)result["code"] ?? ""));
        }

        Assert.Empty(await ListAsync(ada));
        Assert.Equal("active", Assert.Single(await ListAsync(eve)).Text("status"));
        Assert.Empty(await eve.HistoryAsync(hers));
    }

    [Fact]
    public async Task A_job_that_would_have_too_many_tags_is_left_as_it_is()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var full = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, tags = Enumerable.Range(0, 10).Select(static i => $"t{i}"), payload = Wire.Report() });
        var other = (await MakeAsync(ada, 1))[0];

        var answer = await ada.AskAsync(Path, new { action = "tag", jobs = new[] { full.Id(), other }, tags = new[] { "more" } });

        Assert.Equal(["VALIDATION_FAILED", ""], answer.Items("results").Select(static result => (string?)result["code"] ?? ""));
        Assert.Equal(10, (await ada.ReadAsync($"/schedule/jobs/{full.Id()}"))["tags"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_deleted_and_else_refused_alone()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var jobs = await MakeAsync(ada, 2);
        await host.ExecuteAsync("update jobs set payload = '{}' where job_id = $1", Guid.Parse(jobs[0]));

        Assert.Equal(["STORED_DATA_UNREADABLE", ""], (await ada.AskAsync(Path, new { action = "pause", jobs })).Items("results").Select(static result => (string?)result["code"] ?? ""));
        Assert.Equal("paused", (await ada.ReadAsync($"/schedule/jobs/{jobs[1]}")).Text("status"));
        Assert.Equal(2, (await ada.AskAsync(Path, new { action = "delete", jobs }))["done"]!.GetValue<int>());
    }

    [Fact]
    public async Task Each_job_has_an_entry_of_its_own_in_the_audit()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var jobs = await MakeAsync(ada, 2);

        await ada.AskAsync(Path, new { action = "pause", jobs = jobs.Append(Guid.NewGuid().ToString()) });

        var entries = await host.QueryAsync("select envelope::jsonb -> 'data' -> 'entry' from nanobot.outbox where topic = 'audit.recorded.v1' order by id", static row => JsonNode.Parse(row.GetString(0))!.AsObject());
        Assert.Equal(jobs.Order(), entries.Where(static entry => entry.Text("operation") == "schedule.jobs.bulk.pause").Select(static entry => entry.Text("target")).Order());
        Assert.Equal("pause", Assert.Single(entries, static entry => entry.Text("operation") == "schedule.jobs.bulk").Text("target"));
    }

    [Theory]
    [InlineData("""{"action":"explode","jobs":["x"]}""", "action")]
    [InlineData("""{"action":"pause"}""", "jobs")]
    [InlineData("""{"action":"pause","jobs":["x"],"tag":"y"}""", "jobs")]
    [InlineData("""{"action":"pause","jobs":[]}""", "jobs")]
    [InlineData("""{"action":"pause","tag":" y","status":"x","kind":"z"}""", "tag", "status", "kind")]
    [InlineData("""{"action":"tag","jobs":["x"]}""", "tags")]
    [InlineData("""{"action":"pause","jobs":["x"],"tags":["y"]}""", "tags")]
    public async Task A_wrong_wish_names_its_fields(string body, params string[] fields)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        Assert.Equal(fields.Order(), (await ada.AskAsync(Path, body, HttpStatusCode.BadRequest)).Fields().Order());
    }

    private static async Task<string[]> MakeAsync(HttpClient client, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await client.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report() })).Id());
        }

        return [.. ids];
    }

    private static async Task<List<JsonObject>> ListAsync(HttpClient client) => (await client.ReadAsync("/schedule/jobs")).Items("items");
}
