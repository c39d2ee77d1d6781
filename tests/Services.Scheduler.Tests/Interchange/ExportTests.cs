using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Nanobot.Services.Scheduler.Interchange;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Interchange;

public sealed class ExportTests
{
    [Fact]
    public async Task Jobs_are_events_with_rules_that_any_calendar_understands()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        foreach (var (name, schedule) in new (string, string)[]
        {
            ("daily", """ "kind":"daily","hour":9,"minute":5,"time_zone":"Europe/Berlin" """),
            ("weekly", """ "kind":"weekly","day_of_week":"tue","hour":9,"minute":5,"time_zone":"Asia/Shanghai" """),
            ("cron", """ "kind":"cron","expression":"0,30 8-9 * 1-6 1-5","time_zone":"UTC" """),
            ("either", """ "kind":"cron","expression":"0 9 13 * 5","time_zone":"UTC" """),
            ("every", """ "kind":"every","seconds":90 """),
            ("fortnightly", """ "kind":"weekly","day_of_week":"tue","hour":9,"minute":5,"interval":2,"ends_at":"2030-12-31T00:00:00Z","time_zone":"UTC" """),
            ("at", """ "kind":"at","time":"2030-02-01T09:00:00+01:00" """),
        })
        {
            await ada.CreateAsync($$$"""{"name":"{{{name}}}",{{{schedule}}},"payload":{"type":"report","report_type":"daily"}}""");
        }

        using var response = await ada.GetAsync(new Uri("/schedule/export", UriKind.Relative));
        var calendar = Calendar.Load(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(("text/calendar", "schedule.ics"), (response.Content.Headers.ContentType!.MediaType, response.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal(["Asia/Shanghai", "Europe/Berlin"], calendar.TimeZones.Select(static zone => zone.TzId).Order());
        Assert.Equal(
        [
            "at 2030-02-01T08:00:00 UTC ", "cron 2030-01-07T08:30:00 UTC FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8,9;BYMINUTE=0,30;BYMONTH=1,2,3,4,5,6", "daily 2030-01-07T09:05:00 Europe/Berlin FREQ=DAILY",
            "either 2030-01-11T09:00:00 UTC ", "every 2030-01-07T08:01:30 UTC FREQ=SECONDLY;INTERVAL=90", "fortnightly 2030-01-08T09:05:00 UTC FREQ=WEEKLY;INTERVAL=2;UNTIL=20301231T000000Z;BYDAY=TU",
            "weekly 2030-01-08T09:05:00 Asia/Shanghai FREQ=WEEKLY;BYDAY=TU",
        ],
        calendar.Events.Select(static one => $"{one.Summary} {one.Start!.Value:s} {one.Start.TzId} {one.Properties.GetMany<RecurrencePattern>("RRULE").FirstOrDefault()}").Order(StringComparer.Ordinal));

        // Thirteenths and Fridays: no rule says that.
        var dates = Assert.Single(calendar.Events, static one => one.Summary == "either").RecurrenceDates.GetAllDates().Select(static date => date.Value).ToList();
        Assert.InRange(dates.Count, 58, 64);
        Assert.All(dates, static date => Assert.True(date.Day == 13 || date.DayOfWeek == DayOfWeek.Friday));
    }

    [Fact]
    public async Task A_zone_is_carried_with_each_change_of_its_clocks()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "Europe/Berlin", payload = Wire.Report() });

        var zone = Assert.Single(Calendar.Load(await ada.ExportAsync())!.TimeZones);

        var observed = zone.TimeZoneInfos.Select(static part => $"{part.Name} {part.Start!.Value:s} {part.OffsetFrom} {part.OffsetTo}").ToList();
        Assert.Contains("DAYLIGHT 2030-03-31T02:00:00 +0100 +0200", observed);
        Assert.Contains("STANDARD 2030-10-27T03:00:00 +0200 +0100", observed);
        Assert.Equal(13, observed.Count);
    }

    [Fact]
    public async Task Everybody_has_their_own_and_what_is_over_is_left_out()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve", host.Ada.TenantId));
        await ada.CreateAsync(new { kind = "at", time = "2030-01-07T08:00:05Z", payload = Wire.Report() });
        await host.ExecuteAsync("update jobs set status = 'done', next_run_at = null");
        await eve.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() });

        Assert.Empty(Calendar.Load(await ada.ExportAsync())!.Events);
        Assert.Single(Calendar.Load(await eve.ExportAsync())!.Events);
    }

    /// <summary>Rules against another reading of RFC 5545 than ours.</summary>
    [Fact]
    public void A_rule_fires_when_the_schedule_does()
    {
        var random = new Random(710);
        var tried = 0;
        for (var round = 0; round < 300; round++)
        {
            var expression = $"{Field(0, 59)} {Field(0, 23)} {(round % 2 == 0 ? "*" : Field(1, 31))} {(round % 3 == 0 ? Field(1, 12) : "*")} {(round % 2 == 1 ? "*" : Field(0, 6))}";
            var spec = new ScheduleSpec(ScheduleKind.Cron, Expression: expression);
            var rule = JobRule.Of(spec);
            Assert.True(rule is not null, expression);
            var schedule = spec.Compile(Zone.Of("UTC"), SchedulerHost.Start);
            if (schedule.Next(SchedulerHost.Start) is not { } first)
            {
                continue;
            }

            var read = new CalendarEvent { Start = new CalDateTime(first.UtcDateTime, "UTC", true) };
            read.Properties.Set("RRULE", rule);
            Assert.Equal(schedule.Next(SchedulerHost.Start, 20), read.GetOccurrences().Take(20).Select(static one => new DateTimeOffset(one.Period.StartTime.AsUtc)).ToList());
            tried++;
        }

        Assert.InRange(tried, 250, 300);

        string Field(int minimum, int maximum) => random.Next(5) switch
        {
            0 => "*",
            1 => $"*/{random.Next(1, (maximum / 2) + 1)}",
            2 => $"{random.Next(minimum, maximum / 2)}-{random.Next(maximum / 2, maximum + 1)}",
            3 => $"{random.Next(minimum, maximum + 1)},{random.Next(minimum, maximum + 1)}",
            _ => $"{random.Next(minimum, maximum + 1)}",
        };
    }

    [Theory]
    [InlineData("0 9 13 * 5")]
    [InlineData("0 9 * jan *")]
    [InlineData("@daily")]
    [InlineData("30 0 9 * * *")]
    [InlineData("0 9 L * *")]
    [InlineData("0 9 * * 1#1")]
    public void What_no_rule_says_has_none(string expression) =>
        Assert.Null(JobRule.Of(new ScheduleSpec(ScheduleKind.Cron, Expression: expression)));
}
