using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Persistence;

/// <summary>The member names of stored JSON, literally: a row that was written once must be read for ever.</summary>
public sealed class StoredJobTests
{
    public static TheoryData<string, string> StoredSchedules => new()
    {
        { """{"kind": "daily", "hour": 9, "minute": 30}""", """{"kind":"daily","hour":9,"minute":30}""" },
        { """{"kind": "weekly", "hour": 9, "minute": 0, "day_of_week": "tue"}""", """{"kind":"weekly","hour":9,"minute":0,"day_of_week":"tue"}""" },
        { """{"kind": "cron", "expression": "*/5 9-17 * * mon-fri"}""", """{"kind":"cron","expression":"*/5 9-17 * * mon-fri"}""" },
        { """{"kind": "every", "seconds": 31622400}""", """{"kind":"every","seconds":31622400}""" },
        { """{"kind": "at", "time": "2030-01-07T16:00:05+08:00"}""", """{"kind":"at","time":"2030-01-07T16:00:05+08:00"}""" },
    };

    public static TheoryData<string, string> StoredPayloads => new()
    {
        { """{"type": "report", "report_type": "daily"}""", """{"type":"report","report_type":"daily"}""" },
        {
            """{"type": "report", "report_type": "custom", "custom_prompt": "Über <b>Chips</b> & 芯片", "focus_areas": ["NVDA", "台积电"]}""",
            """{"type":"report","report_type":"custom","custom_prompt":"Über <b>Chips</b> & 芯片","focus_areas":["NVDA","台积电"]}"""
        },
        { """{"type": "report", "report_type": "weekly", "focus_areas": []}""", """{"type":"report","report_type":"weekly","focus_areas":[]}""" },
        { """{"type": "agent_turn", "message": "早上好", "session_id": "0197a000-0000-7000-8000-000000000000", "labels": ["web"]}""", """{"type":"agent_turn","message":"早上好","session_id":"0197a000-0000-7000-8000-000000000000","labels":["web"]}""" },
        { """{"type": "heartbeat"}""", """{"type":"heartbeat"}""" },
    };

    [Theory]
    [MemberData(nameof(StoredSchedules))]
    public async Task A_schedule_is_stored_and_read_under_these_names(string stored, string members)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var body = JsonNode.Parse(members)!.AsObject();
        body["payload"] = JsonNode.Parse("""{"type":"report","report_type":"daily"}""");
        body["time_zone"] = "UTC";

        var written = await ada.CreateAsync(body);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(stored), await StoredAsync(host, "schedule", written.Id())));

        var other = await ada.CreateAsync(new { kind = "every", seconds = 60, time_zone = "UTC", payload = Wire.Report() });
        await host.ExecuteAsync("update jobs set schedule = $2::text::jsonb where job_id = $1", Guid.Parse(other.Id()), stored);
        var read = await ada.ReadAsync($"/schedule/jobs/{other.Id()}");
        Assert.All(JsonNode.Parse(members)!.AsObject(), member => Assert.True(JsonNode.DeepEquals(member.Value, read[member.Key]), member.Key));
        Assert.Equal(written.Select(static member => member.Key).Order(), read.Select(static member => member.Key).Order());
    }

    [Theory]
    [MemberData(nameof(StoredPayloads))]
    public async Task A_payload_is_stored_and_read_under_these_names(string stored, string payload)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        var written = await ada.CreateAsync(new { kind = "every", seconds = 60, time_zone = "UTC", payload = JsonNode.Parse(payload) });
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(stored), await StoredAsync(host, "payload", written.Id())));

        var other = await ada.CreateAsync(new { kind = "every", seconds = 60, time_zone = "UTC", payload = Wire.Report("weekly") });
        await host.ExecuteAsync("update jobs set payload = $2::text::jsonb where job_id = $1", Guid.Parse(other.Id()), stored);
        Assert.Equal(payload, (await ada.ReadAsync($"/schedule/jobs/{other.Id()}"))["payload"]!.ToJsonString(Relaxed));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<JsonNode?> StoredAsync(SchedulerHost host, string column, string jobId) =>
        JsonNode.Parse((await host.QueryAsync($"select {column}::text from jobs where job_id = $1", static row => row.GetString(0), Guid.Parse(jobId)))[0]);
}
