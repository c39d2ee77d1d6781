using System.Globalization;
using Microsoft.Extensions.Options;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>How old prices may be before that is said.</summary>
public sealed class MarketCalendarTests
{
    private static readonly MarketCalendar Without = new(Options.Create(new EvidenceOptions()));

    private static readonly MarketCalendar With = new(Options.Create(new EvidenceOptions
    {
        Holidays = new Dictionary<string, IReadOnlyList<string>> { ["US"] = ["2026-11-26", "2026-12-25"], ["HK"] = [] },
    }));

    // 2026-11-27 is a Friday.
    [Theory]
    [InlineData("AAPL", "2026-11-26", "2026-11-27T22:00Z", null)]
    [InlineData("AAPL", "2026-11-25", "2026-11-27T22:00Z", null)] // One day may be a holiday
    [InlineData("AAPL", "2026-11-24", "2026-11-27T22:00Z", 2)]
    [InlineData("AAPL", "2026-11-20", "2026-11-23T22:00Z", null)] // over a weekend
    [InlineData("AAPL", "2026-11-19", "2026-11-22T22:00Z", null)]
    [InlineData("AAPL", "2026-11-18", "2026-11-22T22:00Z", 2)]
    [InlineData("AAPL", "2016-11-25", "2026-11-27T22:00Z", 2609)]
    [InlineData("AAPL", "2027-01-04", "2026-11-27T22:00Z", null)]
    [InlineData("0700.HK", "2026-11-24", "2026-11-26T23:00Z", null)]
    [InlineData("0700.HK", "2026-11-24", "2026-11-27T01:00Z", 2)] // Nine in the morning in Hong Kong, a day ahead of New York
    [InlineData("X.UNKNOWN", "2026-11-24", "2026-11-27T22:00Z", 2)]
    public void Weekdays_are_expected_by_the_clock_of_the_exchange(string symbol, string last, string now, int? missed) => Assert.Equal(missed, Missed(Without, symbol, last, now));

    [Theory]
    [InlineData("AAPL", "2026-11-25", "2026-11-27T22:00Z", null)] // Thanksgiving
    [InlineData("AAPL", "2026-11-24", "2026-11-27T22:00Z", 1)]
    [InlineData("AAPL", "2026-11-13", "2026-11-27T22:00Z", 8)]
    [InlineData("0700.HK", "2026-11-25", "2026-11-27T22:00Z", 1)]
    [InlineData("600519.SS", "2026-11-25", "2026-11-27T22:00Z", null)]
    public void Holidays_are_those_of_the_exchange_and_without_any_one_day_may_be_one(string symbol, string last, string now, int? missed) => Assert.Equal(missed, Missed(With, symbol, last, now));

    private static int? Missed(MarketCalendar calendar, string symbol, string last, string now) =>
        calendar.Missed(symbol, DateOnly.Parse(last, CultureInfo.InvariantCulture), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
}
