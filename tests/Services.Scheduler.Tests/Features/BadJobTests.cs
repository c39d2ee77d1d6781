using System.Net;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class BadJobTests(SharedScheduler shared) : IClassFixture<SharedScheduler>
{
    [Theory]
    [InlineData("""{"payload":{"type":"report","report_type":"daily"}}""", "kind")]
    [InlineData("""{"kind":"hourly","payload":{"type":"report","report_type":"daily"}}""", "kind")]
    [InlineData("""{"kind":"daily","payload":{"type":"report","report_type":"daily"}}""", "hour", "minute")]
    [InlineData("""{"kind":"daily","hour":24,"minute":60,"payload":{"type":"report","report_type":"daily"}}""", "hour", "minute")]
    [InlineData("""{"kind":"daily","hour":9,"minute":0,"seconds":60,"payload":{"type":"report","report_type":"daily"}}""", "seconds")]
    [InlineData("""{"kind":"daily","hour":"9","minute":0,"payload":{"type":"report","report_type":"daily"}}""", "hour")]
    [InlineData("""{"kind":"daily","hour":9.5,"minute":0,"payload":{"type":"report","report_type":"daily"}}""", "hour")]
    [InlineData("""{"kind":"weekly","hour":9,"minute":0,"day_of_week":"Monday","payload":{"type":"report","report_type":"daily"}}""", "day_of_week")]
    [InlineData("""{"kind":"weekly","hour":9,"minute":0,"payload":{"type":"report","report_type":"daily"}}""", "day_of_week")]
    [InlineData("""{"kind":"cron","payload":{"type":"report","report_type":"daily"}}""", "expression")]
    [InlineData("""{"kind":"cron","expression":"0 0 31 2 *","payload":{"type":"report","report_type":"daily"}}""", "expression")]
    [InlineData("""{"kind":"cron","expression":"0 0 30W 2 *","payload":{"type":"report","report_type":"daily"}}""", "expression")]
    [InlineData("""{"kind":"cron","expression":"0,30 0 9 * * *","payload":{"type":"report","report_type":"daily"}}""", "expression")]
    [InlineData("""{"kind":"cron","expression":"@reboot","payload":{"type":"report","report_type":"daily"}}""", "expression")]
    [InlineData("""{"kind":"every","seconds":59,"payload":{"type":"report","report_type":"daily"}}""", "seconds")]
    [InlineData("""{"kind":"every","seconds":99999999999,"payload":{"type":"report","report_type":"daily"}}""", "seconds")]
    [InlineData("""{"kind":"at","time":"2030-01-07T08:00:00Z","payload":{"type":"report","report_type":"daily"}}""", "time")]
    [InlineData("""{"kind":"at","time":"2030-01-08T08:00:00","payload":{"type":"report","report_type":"daily"}}""", "time")]
    [InlineData("""{"kind":"at","time":"2030-02-30T08:00:00Z","payload":{"type":"report","report_type":"daily"}}""", "time")]
    [InlineData("""{"kind":"at","time":"2099-01-01T08:00:00Z","payload":{"type":"report","report_type":"daily"}}""", "time")]
    [InlineData("""{"kind":"at","time":"tomorrow","payload":{"type":"report","report_type":"daily"}}""", "time")]
    [InlineData("""{"kind":"every","seconds":60}""", "payload")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{}}""", "payload.type")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"shell"}}""", "payload.type")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn"}}""", "payload.message")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn","message":" "}}""", "payload.message")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn","message":"a\u0000b"}}""", "payload.message")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn","message":"hi","session_id":"mine"}}""", "payload.session_id")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn","message":"hi","labels":["system"]}}""", "payload.labels")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn","message":"hi","labels":["web","web"]}}""", "payload.labels")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn","message":"hi","report_type":"daily","focus_areas":[]}}""", "payload.report_type", "payload.focus_areas")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"heartbeat","message":"hi"}}""", "payload.message")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"heartbeat","model":"owl"}}""", "payload.model")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn","message":"hi","model":""}}""", "payload.model")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"agent_turn","message":"hi","model":"a\nb"}}""", "payload.model")]
    [InlineData("""{"seconds":59,"payload":{"type":"heartbeat"}}""", "seconds")]
    [InlineData("""{"hour":9,"payload":{"type":"heartbeat"}}""", "hour")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report"}}""", "payload.report_type")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report","report_type":"hourly"}}""", "payload.report_type")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report","report_type":"custom"}}""", "payload.custom_prompt")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report","report_type":"custom","custom_prompt":"a\u0000b"}}""", "payload.custom_prompt")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report","report_type":"daily","message":"hi"}}""", "payload.message")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report","report_type":"daily","focus_areas":[""]}}""", "payload.focus_areas")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report","report_type":"daily","focus_areas":["1","2","3","4","5","6","7","8","9","10","11"]}}""", "payload.focus_areas")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report","report_type":"daily","focus_areas":[null]}}""", "payload.focus_areas")]
    [InlineData("""{"kind":"every","seconds":60,"payload":{"type":"report","report_type":"daily","more":1}}""", "payload.more")]
    [InlineData("""{"kind":"every","seconds":60,"time_zone":"Mars/Olympus","payload":{"type":"report","report_type":"daily"}}""", "time_zone")]
    [InlineData("""{"kind":"every","seconds":60,"time_zone":"","payload":{"type":"report","report_type":"daily"}}""", "time_zone")]
    [InlineData("""{"kind":"every","seconds":60,"misfire":"never","misfire_grace_seconds":-1,"payload":{"type":"report","report_type":"daily"}}""", "misfire", "misfire_grace_seconds")]
    [InlineData("""{"kind":"every","seconds":60,"misfire_grace_seconds":604801,"payload":{"type":"report","report_type":"daily"}}""", "misfire_grace_seconds")]
    [InlineData("""{"kind":"every","seconds":60,"name":" ","payload":{"type":"report","report_type":"daily"}}""", "name")]
    [InlineData("""{"kind":"every","seconds":60,"name":"a\u0007","payload":{"type":"report","report_type":"daily"}}""", "name")]
    [InlineData("""{"kind":"every","seconds":60,"enabled":true,"payload":{"type":"report","report_type":"daily"}}""", "enabled")]
    [InlineData("""{"kind":"daily","hour":"9","minute":60,"day":1,"payload":{"type":"report","report_type":"hourly","focus_areas":["",2]}}""",
        "day", "hour", "minute", "payload.focus_areas", "payload.focus_areas[1]", "payload.report_type")]
    public async Task Every_wrong_field_is_named(string body, params string[] fields)
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", body, HttpStatusCode.BadRequest);
        Assert.Equal("VALIDATION_FAILED", problem.Text("code"));
        Assert.Equal(fields.Order(), problem.Fields().Order());
        Assert.Equal(0, shared.Host.Tenants.Calls);
    }

    [Fact]
    public async Task A_name_may_have_a_hundred_characters_and_no_more()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        await ada.CreateAsync(new { name = new string('n', 100), kind = "every", seconds = 60, time_zone = "UTC", payload = Wire.Report() });
        var problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs",
            new { name = new string('n', 101), kind = "every", seconds = 60, time_zone = "UTC", payload = Wire.Report() }, HttpStatusCode.BadRequest);
        Assert.Equal(["name"], problem.Fields());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_malformed_body_is_a_400_with_a_code(string body)
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", body, HttpStatusCode.BadRequest);
        Assert.NotEmpty(problem.Text("code"));
    }
}
