using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Words;

/// <summary>The evidence as the model reads it and as its words are checked against: quotes first, then headlines.</summary>
internal static class EvidenceLines
{
    public static IReadOnlyList<string> Of(
        ReportLanguage language, string reportType, IReadOnlyList<QuoteFigures> quotes, IReadOnlyList<Headline> headlines, TimeZoneInfo zone) =>
    [
        .. quotes.Select(quote => Of(language, reportType, quote)),
        .. headlines.Select(headline => language.News(headline.Title, headline.Published is { } at ? Figures.Minute(at, zone) : null)),
    ];

    private static string Of(ReportLanguage language, string reportType, QuoteFigures quote)
    {
        var change = quote.Base is null ? null : $"{Figures.Change(quote.Change)} ({Figures.Percent(quote.Percent)})";
        var range = quote is { Low: not null, High: not null } ? Figures.Range(quote.Low, quote.High) : null;
        var volume = quote.Volume is { } traded ? Figures.Volume(traded) : null;
        var close = Figures.Price(quote.Close) + (quote.Currency is null ? "" : " " + quote.Currency);
        return (reportType == ReportType.Weekly.Value
            ? language.WeeklyQuote(quote.Symbol, Figures.Date(quote.Date), close, change,
                quote.BaseDate is { } date ? $"{Figures.Date(date)} ({Figures.Price(quote.Base!.Value)})" : null, range, volume)
            : language.DailyQuote(quote.Symbol, Figures.Date(quote.Date), close, change, range, volume)) + QuoteNotes.Of(language, quote);
    }
}
