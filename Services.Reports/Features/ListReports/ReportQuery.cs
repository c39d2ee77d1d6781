using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Services.Reports.Searching;

namespace Nanobot.Services.Reports.Features.ListReports;

/// <summary>Which reports a list is asked for; each parameter that is there must hold.</summary>
/// <param name="Words">Words that stand just so in a report's title, text, headlines or symbols.</param>
/// <param name="ReportType">A type of report.</param>
/// <param name="Status">How they stand.</param>
/// <param name="Symbol">A symbol that their evidence has figures of.</param>
/// <param name="From">When they were asked for at the earliest: a time of RFC 3339, or a day, which begins in UTC.</param>
/// <param name="To">Before when they were asked for: a time of RFC 3339, or a day, which counts too.</param>
internal sealed record ReportQuery(
    [property: FromQuery(Name = "q")] string? Words,
    [property: FromQuery(Name = "report_type")] string? ReportType,
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "symbol")] string? Symbol,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To)
{
    private const string TimeForm = "must be a day, for example 2030-01-31, or a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00Z";

    /// <summary>What is asked for, or the refusal that names every wrong parameter.</summary>
    public (ReportFilter? Filter, Refusal? Refusal) Read()
    {
        var errors = new ValidationErrors()
            .Require(SearchWords.TryParse(Words, out var words) || Words is null, "q", SearchWords.Form)
            .Require(Contracts.Values.ReportType.TryParse(ReportType, out var type) || ReportType is null, "report_type", Contracts.Values.ReportType.Form)
            .Require(ReportStatus.TryParse(Status, out var status) || Status is null, "status", ReportStatus.Form)
            .Require(TickerSymbol.TryParse(Symbol, out var symbol) || Symbol is null, "symbol", TickerSymbol.Form)
            .Require(TryTime(From, isEnd: false, out var from), "from", TimeForm)
            .Require(TryTime(To, isEnd: true, out var to), "to", TimeForm);
        return errors.ToRefusal() is { } refusal ? (null, refusal) : (new ReportFilter(words, symbol, type, status, from, to), null);
    }

    private static bool TryTime(string? text, bool isEnd, out DateTimeOffset? time)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            // Behind the last day of all nothing is.
            time = isEnd && day == DateOnly.MaxValue ? null : new DateTimeOffset(day.AddDays(isEnd ? 1 : 0).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            return true;
        }

        time = Rfc3339.Parse(text);
        return text is null || time is not null;
    }
}
