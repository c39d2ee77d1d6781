using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Features;

/// <summary>The heartbeat as a setting: on or off, how often, and one job.</summary>
public sealed class HeartbeatTests
{
    [Fact]
    public async Task It_is_off_until_somebody_switches_it_on_and_then_is_one_job_that_comes_every_half_an_hour()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        Assert.Equal("False -", Sum(await GetAsync(ada)));

        Assert.Equal("True every 1800 active", Sum(await PutAsync(ada, new { enabled = true })));
        Assert.Equal("True every 1800 active", Sum(await PutAsync(ada, new { enabled = true })));

        var job = Assert.Single(await JobsAsync(ada));
        Assert.Equal("heartbeat", job["payload"]!.AsObject().Text("type"));
        Assert.Equal(job.Text("job_id"), (await GetAsync(ada))["job"]!.AsObject().Text("job_id"));
    }

    [Fact]
    public async Task Its_distance_is_changed_and_it_is_switched_off_and_on_without_a_second_job()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var id = (await PutAsync(ada, new { enabled = true }))["job"]!.AsObject().Text("job_id");

        Assert.Equal("True every 600 active", Sum(await PutAsync(ada, new { enabled = true, seconds = 600 })));
        Assert.Equal("False every 600 paused", Sum(await PutAsync(ada, new { enabled = false })));
        Assert.Equal("False every 900 paused", Sum(await PutAsync(ada, new { enabled = false, seconds = 900 })));
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(id));
        var on = await PutAsync(ada, new { enabled = true });
        Assert.Equal("True every 900 active", Sum(on));
        Assert.Equal(id, on["job"]!.AsObject().Text("job_id"));
        host.Clock.Advance(TimeSpan.FromMinutes(16));
        await host.ScanAsync();

        Assert.Single(await ada.HistoryAsync(id));
        Assert.Single(await JobsAsync(ada));
    }

    [Fact]
    public async Task Switched_off_where_there_is_none_it_makes_none_unless_a_distance_is_to_be_remembered()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        Assert.Equal("False -", Sum(await PutAsync(ada, new { enabled = false })));
        Assert.Empty(await JobsAsync(ada));
        Assert.Equal("False every 600 paused", Sum(await PutAsync(ada, new { enabled = false, seconds = 600 })));
    }

    [Fact]
    public async Task Of_many_requests_at_once_one_makes_the_job()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var bob = host.ClientFor(host.Ada.AsUser("bob"));

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PutAsync(ada, new { enabled = true })));
        await PutAsync(bob, new { enabled = true });

        Assert.Single(await JobsAsync(ada));
        Assert.Single(await JobsAsync(bob));
    }

    [Fact]
    public async Task A_second_heartbeat_is_refused_and_the_first_is_named_however_it_would_be_made()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var id = (await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = new { type = "heartbeat" } })).Id();
        var other = (await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = new { type = "agent_turn", message = "hi" } })).Id();

        var created = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", new { payload = new { type = "heartbeat" } }, HttpStatusCode.Conflict);
        var changed = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{other}", new { payload = new { type = "heartbeat" } }, HttpStatusCode.Conflict);

        Assert.Equal(("HEARTBEAT_EXISTS", id, "HEARTBEAT_EXISTS", id), (created.Text("code"), created.Text("job_id"), changed.Text("code"), changed.Text("job_id")));
        Assert.Equal(2, (await JobsAsync(ada)).Count);
        Assert.Equal("daily", (await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{id}", new { payload = new { type = "heartbeat" } }, HttpStatusCode.OK)).Text("kind"));
        // Whoever chose other times keeps them.
        Assert.Equal("True daily - active", Sum(await PutAsync(ada, new { enabled = true })));
        Assert.Equal("True every 600 active", Sum(await PutAsync(ada, new { enabled = true, seconds = 600 })));
    }

    [Theory]
    [InlineData("{}", "enabled")]
    [InlineData("""{"enabled":null}""", "enabled")]
    [InlineData("""{"enabled":"yes"}""", "enabled")]
    [InlineData("""{"enabled":true,"seconds":59}""", "seconds")]
    [InlineData("""{"enabled":true,"seconds":31622401}""", "seconds")]
    public async Task What_is_no_setting_is_refused_by_name(string body, string names)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        using var response = await ada.PutAsync("/schedule/heartbeat", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal((HttpStatusCode.BadRequest, "VALIDATION_FAILED"), (response.StatusCode, problem.Text("code")));
        Assert.NotNull(problem["errors"]![names]);
        Assert.Empty(await JobsAsync(ada));
    }

    private static Task<JsonObject> GetAsync(HttpClient client) => client.SendAsync(HttpMethod.Get, "/schedule/heartbeat", null, HttpStatusCode.OK);

    private static Task<JsonObject> PutAsync(HttpClient client, object body) => client.SendAsync(HttpMethod.Put, "/schedule/heartbeat", body, HttpStatusCode.OK);

    private static async Task<List<JsonObject>> JobsAsync(HttpClient client) =>
        [.. (await client.SendAsync(HttpMethod.Get, "/schedule/jobs", null, HttpStatusCode.OK))["items"]!.AsArray().Select(static job => job!.AsObject())];

    private static string Sum(JsonObject setting) => setting["job"] is JsonObject job
        ? $"{setting["enabled"]!.GetValue<bool>()} {job.Text("kind")} {job["seconds"]?.ToString() ?? "-"} {job.Text("status")}"
        : $"{setting["enabled"]!.GetValue<bool>()} -";
}
