using Nanobot.Services.Reports.Evidence.Calendars;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class CalendarFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("DTSTART:20261120T090000Z", "2026-11-20 17:00")]
    [InlineData("DTSTART;VALUE=DATE:20261127", "2026-11-27")]
    [InlineData("DTSTART:20261121T093000", "2026-11-21 09:30")]
    [InlineData("DTSTART;TZID=America/New_York:20261123T093000", "2026-11-23 22:30")]
    [InlineData("DTSTART:20261019T090000Z\nRRULE:FREQ=WEEKLY", "2026-11-23 17:00")]
    public void What_lies_ahead_within_seven_days_is_told_in_the_readers_time(string when, string told)
    {
        var item = Assert.Single(Read(Event("1", "Rates", when)).Items);

        Assert.Equal(("Rates", told), (item.Title, Told(item)));
    }

    [Theory]
    [InlineData("DTSTART:20261120T070000Z")]
    [InlineData("DTSTART;VALUE=DATE:20261128")]
    [InlineData("DTSTART;VALUE=DATE:20261119")]
    [InlineData("DTSTART;VALUE=DATE:20261124\nSTATUS:CANCELLED")]
    public void What_is_over_far_off_or_cancelled_is_not(string when)
    {
        var found = Read(Event("1", "Rates", when));

        Assert.Empty(found.Items);
        Assert.Empty(found.Remarks);
    }

    [Fact]
    public void One_of_a_row_that_was_moved_is_told_where_it_is_now()
    {
        var found = Read(Event("1", "Call", "DTSTART:20261123T090000Z\nRRULE:FREQ=DAILY;COUNT=2") + Event("1", "Call", "DTSTART:20261126T100000Z\nRECURRENCE-ID:20261123T090000Z"));

        Assert.Equal(["2026-11-24 17:00", "2026-11-26 18:00"], found.Items.Select(Told));
    }

    [Fact]
    public void What_has_no_title_or_comes_every_minute_is_passed_over_and_said_so()
    {
        var found = Read(Event("1", "", "DTSTART:20261124T090000Z") + Event("2", "Tick", "DTSTART:20261124T090000Z\nRRULE:FREQ=MINUTELY") + Event("3", "Rates", "DTSTART:20261124T090000Z"));

        Assert.Equal("Rates", Assert.Single(found.Items).Title);
        Assert.Equal("2 entries that cannot be read were passed over", Assert.Single(found.Remarks).En);
    }

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:never\nEND:VCALENDAR")]
    public void What_is_no_calendar_says_so(string text) =>
        Assert.Contains("calendar", Assert.Throws<SourceFailedException>(() => Read(text, false)).Reason.En, StringComparison.Ordinal);

    private static string Told(CalendarItem item) => item.At is { } at ? TimeZoneInfo.ConvertTime(at, Shanghai).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)
        : item.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static TimeZoneInfo Shanghai { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static string Event(string uid, string summary, string when) => $"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{summary}\n{when}\nEND:VEVENT\n";

    private static CalendarFound Read(string text, bool isWithin = true) =>
        CalendarFile.Read(isWithin ? $"BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Dates\n{text}END:VCALENDAR\n" : text, new CalendarWindow(Now, Shanghai), TimeProvider.System);
}
