using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;
using Nanobot.Testing.RoundTrips;

namespace Nanobot.Services.Scheduler.Tests.Features;

/// <summary>Whatever a write accepts, every read, list and event gives back; the rest is refused by name.</summary>
public sealed class RoundTripTests
{
    private const string Payload = "\"payload\":{\"type\":\"report\",\"report_type\":\"daily\"}";

    // All places with one kind, and with the others those that it refuses.
    public static TheoryData<string, string> Kinds => new()
    {
        { $$"""{"kind":"every","seconds":600,"time_zone":"UTC",{{Payload}}}""", "" },
        { $$"""{"kind":"daily","hour":9,"minute":30,"time_zone":"UTC",{{Payload}}}""", "hour minute" },
        { $$"""{"kind":"weekly","hour":9,"minute":30,"day_of_week":"tue","time_zone":"UTC",{{Payload}}}""", "hour minute day_of_week" },
        { $$"""{"kind":"weekly","hour":9,"minute":30,"day_of_week":"tue","time_zone":"UTC","interval":2,"starts_on":"2030-01-09","ends_at":"2031-02-03T04:05:06Z",{{Payload}}}""", "interval starts_on ends_at" },
        { $$"""{"kind":"cron","expression":"5 9 * * *","time_zone":"UTC",{{Payload}}}""", "expression" },
        { $$"""{"kind":"at","time":"2031-02-03T04:05:06Z","time_zone":"UTC",{{Payload}}}""", "time" },
        { """{"kind":"every","seconds":600,"time_zone":"UTC","payload":{"type":"agent_turn","message":"Any news?","session_id":"0197a000-0000-7000-8000-000000000000","labels":["user"],"model":"owl"}}""", "payload/message payload/session_id payload/labels/- payload/model" },
        { """{"kind":"every","seconds":600,"time_zone":"UTC","payload":{"type":"webhook","url":"https://hooks.example/a","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw","body":{"a":[1.50,"苍鹭"]},"headers":{"X-A":"b"}}}""", "payload/url payload/body payload/headers" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_job_is_created_with_comes_back_and_goes_into_its_runs(string body, string places)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await RunAsync(ada, Create(body) with { Tries = Only(places), AlsoCheck = (sent, job) => CheckAsync(host, ada, sent, job) });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_job_is_changed_to_comes_back(string body, string places)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = (await ada.CreateAsync(body)).Id();
        // Of a payload only the whole is changed.
        var payload = JsonNode.Parse(body)!["payload"]!.ToJsonString();
        await RunAsync(ada, Update(job) with { Tries = Only(places), Body = () => places.StartsWith("payload/", StringComparison.Ordinal) ? $$"""{"payload":{{payload}}}""" : "{}" });
    }

    [Fact]
    public async Task What_the_heartbeat_is_set_to_comes_back()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await RunAsync(ada, Heartbeat());
    }

    [Fact]
    public async Task What_a_copy_is_called_comes_back_and_whatever_is_asked_of_jobs_is_done_or_refused()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = (await ada.CreateAsync($$"""{"kind":"daily","hour":9,"minute":0,"time_zone":"UTC",{{Payload}}}""")).Id();
        await RunAsync(ada, Copy(job));
        await RunAsync(ada, Skip(job));
        await RunAsync(ada, Bulk(job));
        await RunAsync(ada, Simulate());
    }

    [Fact]
    public async Task The_days_that_a_calendar_is_put_with_come_back()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin());
        await RunAsync(admin, Calendar());
    }

    [Fact]
    public async Task What_operators_say_comes_back_and_whatever_span_they_replay_is_replayed_or_refused()
    {
        await using var host = new SchedulerHost();
        using var operators = host.Operators();
        await RunAsync(operators, State());
        await RunAsync(operators, Replay());
    }

    [Fact]
    public async Task No_name_and_no_cursor_breaks_an_operation()
    {
        await using var host = new SchedulerHost();
        await HardAddresses.AssertAsync(Operations.Scheduler.Module, host.ClientFor);
    }

    [Fact]
    public async Task Every_write_has_its_trip()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        Assert.Empty(RoundTrip.Missing(await ApiDocument.ReadAsync(ada), Operations.Scheduler.Module, [Create("{}").Operation, Update("").Operation, Heartbeat().Operation, Calendar().Operation, Copy("").Operation, Skip("").Operation, Bulk("").Operation, Simulate().Operation, State().Operation, Replay().Operation, Operations.Scheduler.ImportSchedule]));
    }

    private static WriteTrip Create(string body) => new(Operations.Scheduler.CreateJob, () => body)
    {
        Alone = static job => [$"/schedule/jobs/{job.GetProperty("job_id").GetString()}"],
        SameText = SameText,
        ShownAs = Shown,
    };

    private static WriteTrip Heartbeat() => new(Operations.Scheduler.PutHeartbeat, static () => """{"enabled":true,"seconds":600}""")
    {
        Alone = static _ => ["/schedule/heartbeat"],
        ShownAs = static place => place == "seconds" ? "job/seconds" : place,
    };

    private static WriteTrip Copy(string job) => new(Operations.Scheduler.CopyJob, static () => "{}")
    {
        Target = () => Task.FromResult($"/schedule/jobs/{job}/copy"),
        Alone = static copy => [$"/schedule/jobs/{copy.GetProperty("job_id").GetString()}"],
        SameText = SameText,
    };

    private static WriteTrip Skip(string job) => new(Operations.Scheduler.SkipRun, static () => "{}") { Target = () => Task.FromResult($"/schedule/jobs/{job}/skip"), ShownAs = static _ => null };

    private static WriteTrip Bulk(string job) => new(Operations.Scheduler.BulkJobs, () => $$"""{"action":"tag","jobs":["{{job}}"],"tags":["a"]}""") { ShownAs = static _ => null };

    private static WriteTrip Simulate() => new(Operations.Scheduler.SimulateSchedule, static () => """{"to":"2030-01-09T00:00:00Z","limit":0}""") { ShownAs = static _ => null };

    private static WriteTrip Calendar() => new(Operations.Scheduler.PutCalendar, static () => """{"days":["2030-01-01"]}""")
    {
        Target = static () => Task.FromResult("/schedule/calendars/holidays"),
        Alone = static _ => ["/schedule/calendars/holidays"],
    };

    private static WriteTrip State() => new(Operations.Scheduler.PutFiringState, static () => """{"state":"running","reason":"Back again"}""");

    private static WriteTrip Replay() => new(Operations.Scheduler.ReplaySchedule, static () => """{"from":"2030-01-07T00:00:00Z","to":"2030-01-09T00:00:00Z","limit":0}""") { ShownAs = static _ => null };

    private static WriteTrip Update(string job) => new(Operations.Scheduler.UpdateJob, static () => "{}")
    {
        Target = () => Task.FromResult($"/schedule/jobs/{job}"),
        Alone = static job => [$"/schedule/jobs/{job.GetProperty("job_id").GetString()}"],
        // It shows in the status.
        ShownAs = static place => place == "enabled" ? null : Shown(place),
        SameText = SameText,
    };

    // What headers say nobody is shown.
    private static string? Shown(string place) => place == "payload/headers" ? null : place;

    private static Func<string, bool> Only(string places) => place => places.Length == 0 || places.Split(' ').Contains(place);

    private static bool SameText(string place, string sent, string shown) => shown == sent || (place == "name" && shown == sent.Trim());

    private static async Task<string?> CheckAsync(SchedulerHost host, HttpClient ada, string sent, JsonElement job)
    {
        var id = job.GetProperty("job_id").GetString()!;
        if (!(await ada.AllAsync("/schedule/jobs")).Any(listed => JsonElement.DeepEquals(listed, job)))
        {
            return "is not so in the list";
        }

        var run = await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{id}/run", null, System.Net.HttpStatusCode.Accepted);
        var payload = JsonNode.Parse(sent)!["payload"]!;
        if (payload["url"] is not null)
        {
            var waits = await host.QueryAsync("select jobs.payload ->> 'body' from deliveries join jobs using (tenant_id, job_id) where job_id = $1", static row => row.IsDBNull(0) ? null : row.GetString(0), Guid.Parse(id));
            await ada.DeleteAsync($"/schedule/jobs/{id}");
            return waits is [var body] && JsonNode.DeepEquals(body is null ? null : JsonNode.Parse(body), payload["body"]) ? null : $"waits as {string.Join(", ", waits)}";
        }

        var told = JsonNode.Parse((await host.QueryAsync(
            "select envelope::jsonb ->> 'data' from nanobot.outbox where coalesce(envelope::jsonb -> 'data' ->> 'report_id', envelope::jsonb -> 'data' ->> 'run_id') = $1",
            static row => row.GetString(0), (run["report_id"] ?? run["run_id"])!.GetValue<string>()))[0])!;
        var same = payload["message"] is { } message
            ? JsonNode.DeepEquals(told["message"], message) && JsonNode.DeepEquals(told["labels"], payload["labels"]) && Same(payload["session_id"], told["session_id"])
            : JsonNode.DeepEquals(told["custom_prompt"], payload["custom_prompt"]) && JsonNode.DeepEquals(told["focus_areas"], payload["focus_areas"] ?? new JsonArray());
        await ada.DeleteAsync($"/schedule/jobs/{id}");
        return same ? null : $"goes into its run as {told.ToJsonString()}";
    }

    private static bool Same(JsonNode? sent, JsonNode? told) =>
        sent is null || told is null ? sent is null && told is null : Guid.Parse(sent.GetValue<string>()) == Guid.Parse(told.GetValue<string>());

    private static async Task RunAsync(HttpClient client, WriteTrip trip) =>
        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), trip);
}
