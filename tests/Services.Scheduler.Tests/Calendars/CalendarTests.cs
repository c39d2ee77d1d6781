using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Scheduler.Arming;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Calendars;

public sealed class CalendarTests
{
    private const string Christmas = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Heron//Days//EN
        BEGIN:VEVENT
        UID:1@heron
        DTSTAMP:20290101T000000Z
        DTSTART;VALUE=DATE:20201225
        DTEND;VALUE=DATE:20201227
        RRULE:FREQ=YEARLY
        SUMMARY:Christmas
        END:VEVENT
        BEGIN:VEVENT
        UID:2@heron
        DTSTAMP:20290101T000000Z
        DTSTART;VALUE=DATE:20300108
        SUMMARY:Once
        END:VEVENT
        END:VCALENDAR
        """;

    private static object Nine(params string[] calendars) => new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", calendars, payload = Wire.Report() };

    [Fact]
    public async Task A_job_does_not_run_on_excluded_days_and_the_preview_says_so_before()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        var made = await PutAsync(admin, "holidays", """{"days":["2030-01-07","2030-01-09","2030-01-08"]}""", HttpStatusCode.Created);
        Assert.Equal("""["2030-01-07","2030-01-08","2030-01-09"]""", made["days"]!.ToJsonString());

        var job = await ada.CreateAsync(Nine("holidays"));
        Assert.Equal("""["holidays"]""", job["calendars"]!.ToJsonString());
        var preview = await ada.ReadAsync("/schedule/preview?kind=daily&hour=9&minute=0&time_zone=UTC&calendars=holidays&count=2");

        host.Clock.Advance(TimeSpan.FromDays(5));
        await host.ScanAsync();
        // Days without a run are no missed runs.
        var history = await ada.HistoryAsync(job.Id());
        Assert.Equal([Times.Utc("2030-01-11 09:00"), Times.Utc("2030-01-10 09:00")], history.Select(static run => run.Time("scheduled_for")));
        Assert.Equal(preview["next_runs"]!.AsArray().Select(static time => time!.GetValue<DateTimeOffset>()).Order(), history.Select(static run => run.Time("scheduled_for")).Order());
    }

    [Fact]
    public async Task A_day_is_one_of_the_jobs_zone()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        await PutAsync(admin, "holidays", """{"days":["2030-01-08"]}""", HttpStatusCode.Created);

        // One in the evening in New York is the next day's in UTC.
        var job = await ada.CreateAsync(new { kind = "daily", hour = 20, minute = 0, time_zone = "America/New_York", calendars = new[] { "holidays" }, payload = Wire.Report() });
        Assert.Equal(Times.Utc("2030-01-08 01:00"), job.Time("next_run_at"));
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 01:00"));
        await host.ScanAsync();
        Assert.Equal(Times.Utc("2030-01-10 01:00"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
    }

    [Fact]
    public async Task An_iCalendar_text_excludes_its_days_and_what_comes_again_each_year()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        var made = await PutAsync(admin, "holidays", Christmas, HttpStatusCode.Created, "text/calendar");

        Assert.Equal(("icalendar", "2036-01-07"), (made.Text("form"), made.Text("until")));
        Assert.Equal(["2029-12-25", "2029-12-26", "2030-01-08", "2030-12-25"], made["days"]!.AsArray().Take(4).Select(static day => day!.GetValue<string>()));
        Assert.Equal(15, made["count"]!.GetValue<int>());
        Assert.Equal(made.ToJsonString(), (await admin.ReadAsync("/schedule/calendars/holidays")).ToJsonString());

        // Years later, the years behind them follow.
        host.Clock.Advance(TimeSpan.FromDays(3 * 365));
        await SettleAsync(host);
        var later = await admin.ReadAsync("/schedule/calendars/holidays");
        Assert.Equal("2039-01-06", later.Text("until"));
        Assert.Contains("2038-12-26", later["days"]!.AsArray().Select(static day => day!.GetValue<string>()));
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:19700103\nRRULE:FREQ=WEEKLY;BYDAY=SA", "2029-01-13", "2029-01-20")]
    [InlineData("DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY;INTERVAL=1000", "2031-06-03", "2034-02-27")]
    [InlineData("DTSTART;VALUE=DATE:20291229\nDTEND;VALUE=DATE:20300102\nRRULE:FREQ=YEARLY;COUNT=1\nEXDATE;VALUE=DATE:20311229", "2029-12-29", "2029-12-30", "2029-12-31", "2030-01-01")]
    [InlineData("DTSTART:20300301T200000Z\nDTEND:20300302T010000Z", "2030-03-01", "2030-03-02")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20300301T200000\nDURATION:PT1H", "2030-03-01")]
    public async Task Events_exclude_the_days_that_they_take(string lines, params string[] first)
    {
        await using var host = new SchedulerHost();
        using var operators = host.ClientFor(TestContexts.Visitor(host.Ada.TenantId));
        var made = await PutAsync(operators, "days", $"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\nEND:VCALENDAR", HttpStatusCode.Created, "text/calendar");
        Assert.Equal(first, made["days"]!.AsArray().Take(first.Length).Select(static day => day!.GetValue<string>()));
    }

    [Fact]
    public async Task A_changed_calendar_arms_the_jobs_that_use_it_anew_and_says_so()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        await PutAsync(admin, "holidays", """{"days":["2030-01-07"]}""", HttpStatusCode.Created);
        var (job, other) = (await ada.CreateAsync(Nine("holidays")), await ada.CreateAsync(Nine()));
        await SettleAsync(host);
        Assert.Empty(await host.RearmedAsync());

        await PutAsync(admin, "holidays", """{"days":["2030-01-08"]}""", HttpStatusCode.OK);
        await SettleAsync(host);

        Assert.Equal(Times.Utc("2030-01-07 09:00"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
        Assert.Equal(other.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{other.Id()}")).ToJsonString());
        Assert.Equal(["calendar UTC UTC 2030-01-08T09:00:00+00:00 -> 2030-01-07T09:00:00+00:00 ada"], await host.RearmedAsync());
    }

    [Fact]
    public async Task Jobs_are_armed_anew_by_themselves_when_a_calendar_changes()
    {
        await using var host = new SchedulerHost(live: true);
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        await PutAsync(admin, "holidays", """{"days":[]}""", HttpStatusCode.Created);
        var job = await ada.CreateAsync(Nine("holidays"));
        var first = job.Time("next_run_at");

        await PutAsync(admin, "holidays", $$"""{"days":["{{first:yyyy-MM-dd}}"]}""", HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at") == first.AddDays(1));
    }

    [Fact]
    public async Task A_run_whose_day_came_to_be_excluded_a_moment_ago_is_not_made()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        await PutAsync(admin, "holidays", """{"days":["2030-02-01"]}""", HttpStatusCode.Created);
        var job = await ada.CreateAsync(Nine("holidays"));
        await PutAsync(admin, "holidays", """{"days":["2030-01-07"]}""", HttpStatusCode.OK);

        // Before anybody armed the job anew.
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ScanAsync();

        Assert.Empty(await ada.HistoryAsync(job.Id()));
        Assert.Equal(Times.Utc("2030-01-08 09:00"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
    }

    [Fact]
    public async Task A_calendar_that_jobs_use_stays_and_is_counted()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        using var bob = host.ClientFor(TestContexts.User("bob", host.Ada.TenantId));
        await PutAsync(admin, "holidays", """{"days":["2030-01-07"]}""", HttpStatusCode.Created);
        var (mine, his) = (await ada.CreateAsync(Nine("holidays")), await bob.CreateAsync(Nine("holidays")));

        var refused = await admin.SendAsync(HttpMethod.Delete, "/schedule/calendars/holidays", null, HttpStatusCode.Conflict);
        Assert.Equal(("CALENDAR_IN_USE", 2), (refused.Text("code"), refused["jobs"]!.GetValue<int>()));

        var freed = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{mine.Id()}", new { calendars = Array.Empty<string>() }, HttpStatusCode.OK);
        Assert.Equal(Times.Utc("2030-01-07 09:00"), freed.Time("next_run_at"));
        await bob.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{his.Id()}", null, HttpStatusCode.NoContent);
        await admin.SendAsync(HttpMethod.Delete, "/schedule/calendars/holidays", null, HttpStatusCode.NoContent);
        Assert.Equal("CALENDAR_NOT_FOUND", (await admin.SendAsync(HttpMethod.Delete, "/schedule/calendars/holidays", null, HttpStatusCode.NotFound)).Text("code"));
    }

    [Fact]
    public async Task A_schedule_all_of_whose_days_are_excluded_has_no_next_run()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        var days = Enumerable.Range(0, 5000).Select(static day => new DateOnly(2030, 1, 1).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await PutAsync(admin, "never", new JsonObject { ["days"] = new JsonArray([.. days.Select(static day => (JsonNode)day)]) }.ToJsonString(), HttpStatusCode.Created);

        var once = await ada.CreateAsync(new { kind = "at", time = "2031-02-03T04:05:06Z", calendars = new[] { "never" }, payload = Wire.Report() });
        Assert.Equal(("done", true), (once.Text("status"), once["next_run_at"] is null));
        // The first day behind them.
        Assert.Equal(Times.Utc("2043-09-10 09:00"), (await ada.CreateAsync(Nine("never"))).Time("next_run_at"));
    }

    [Fact]
    public async Task A_job_that_is_over_since_its_days_were_left_out_goes_on_where_they_come_back_and_says_so()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        await PutAsync(admin, "never", """{"days":["2030-01-07","2030-01-08"]}""", HttpStatusCode.Created);
        object Once(int day) => new { kind = "at", time = $"2030-01-0{day}T09:00:00Z", calendars = new[] { "never" }, payload = Wire.Report() };
        var (left, been, skipped) = (await ada.CreateAsync(Once(8)), await ada.CreateAsync(Once(7)), await ada.CreateAsync(Once(9)));
        Assert.Equal(["done", "done", "active"], new[] { left, been, skipped }.Select(static job => job.Text("status")));
        await ada.AskAsync($"/schedule/jobs/{skipped.Id()}/skip", null);
        host.Clock.SetUtcNow(Times.Utc("2030-01-07 10:00"));

        await PutAsync(admin, "never", """{"days":["2030-01-06"]}""", HttpStatusCode.OK);
        await SettleAsync(host);
        await SettleAsync(host);

        var revived = await ada.ReadAsync($"/schedule/jobs/{left.Id()}");
        Assert.Equal(("active", Times.Utc("2030-01-08 09:00")), (revived.Text("status"), revived.Time("next_run_at")));
        Assert.Equal(["calendar UTC UTC -> 2030-01-08T09:00:00+00:00 ada"], (await host.RearmedAsync()).Select(static told => told.Replace("Asia/Shanghai", "UTC", StringComparison.Ordinal)));
        foreach (var job in new[] { been, skipped })
        {
            Assert.Equal("done", (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Text("status"));
        }
    }

    [Theory]
    [InlineData("""{"days":"2030-01-01"}""", "application/json", "days")]
    [InlineData("""{"days":["2030-02-30"]}""", "application/json", "days")]
    [InlineData("""{"days":["1999-12-31"]}""", "application/json", "days")]
    [InlineData("""{"days":[1]}""", "application/json", "days")]
    [InlineData("""{"days":[],"more":1}""", "application/json", "more")]
    [InlineData("""[]""", "application/json", "days")]
    [InlineData("""{""", "application/json", "body")]
    [InlineData("Dear Ada", "text/calendar", "body")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", "text/calendar", "body")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR", "text/calendar", "body")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR", "text/calendar", "body")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20300101T000000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR", "text/calendar", "body")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20300101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\nEND:VCALENDAR", "text/calendar", "body")]
    public async Task What_is_no_calendar_is_refused_and_nothing_is_kept(string body, string type, string field)
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        var refused = await PutAsync(admin, "holidays", body, HttpStatusCode.BadRequest, type);
        Assert.Equal(("VALIDATION_FAILED", field), (refused.Text("code"), Assert.Single(refused.Fields())));
        Assert.Empty((await admin.ReadAsync("/schedule/calendars"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Other_forms_other_names_too_many_and_other_peoples_are_refused()
    {
        await using var host = new SchedulerHost();
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var ada = host.ClientFor(host.Ada);
        using var stranger = host.ClientFor(TestContexts.Admin());
        Assert.Equal("UNSUPPORTED_MEDIA_TYPE", (await PutAsync(admin, "x", "days", HttpStatusCode.UnsupportedMediaType, "text/plain")).Text("code"));
        Assert.Equal(["name"], (await PutAsync(admin, "no%20name", """{"days":[]}""", HttpStatusCode.BadRequest)).Fields());
        Assert.Equal("PERMISSION_DENIED", (await PutAsync(ada, "x", """{"days":[]}""", HttpStatusCode.Forbidden)).Text("code"));
        for (var i = 0; i < 20; i++)
        {
            await PutAsync(admin, $"c{i}", """{"days":[]}""", HttpStatusCode.Created);
        }

        Assert.Equal("CALENDAR_LIMIT", (await PutAsync(admin, "c20", """{"days":[]}""", HttpStatusCode.Conflict)).Text("code"));
        await PutAsync(admin, "c19", """{"days":["2030-01-01"]}""", HttpStatusCode.OK);
        Assert.Equal(20, (await ada.ReadAsync("/schedule/calendars?limit=200"))["items"]!.AsArray().Count);
        Assert.Empty((await stranger.ReadAsync("/schedule/calendars"))["items"]!.AsArray());
        foreach (var name in new[] { "c1", "none", "no%20name" })
        {
            Assert.Equal("CALENDAR_NOT_FOUND", (await stranger.ReadAsync($"/schedule/calendars/{name}", HttpStatusCode.NotFound)).Text("code"));
        }

        using var eve = host.ClientFor(TestContexts.User("eve"));
        foreach (var names in new[] { ["c1"], new[] { "a", "b", "c", "d", "e", "f" }, ["c1", "c1"], ["no name"] })
        {
            Assert.Equal(["calendars"], (await eve.SendAsync(HttpMethod.Post, "/schedule/jobs", Nine(names), HttpStatusCode.BadRequest)).Fields());
        }
    }

    private static async Task<JsonObject> PutAsync(HttpClient client, string name, string body, HttpStatusCode expected, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await client.PutAsync(new Uri($"/schedule/calendars/{name}", UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static Task SettleAsync(SchedulerHost host) => host.Services.GetRequiredService<ChangedCalendars>().SettleAsync(CancellationToken.None);
}
