using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>What an alert says, in its user's language.</summary>
internal static class AlertTexts
{
    private const int LongestTitle = 200;
    private const int MostHeadlines = 5;

    /// <summary>Of a rule on prices.</summary>
    public static (string Title, string Content) Of(StoredRule rule, Reading reading, ReportLanguage language)
    {
        var (price, threshold) = (Figures.Price(reading.Price), Number(rule.Threshold!.Value));
        var title = language.Say(rule.Kind switch
        {
            _ when rule.Kind == AlertKind.PriceAbove.Value => new Wording($"{reading.Symbol}：{price}，高于 {threshold}", $"{reading.Symbol}: {price} is above {threshold}"),
            _ when rule.Kind == AlertKind.PriceBelow.Value => new Wording($"{reading.Symbol}：{price}，低于 {threshold}", $"{reading.Symbol}: {price} is below {threshold}"),
            _ when rule.Kind == AlertKind.ChangePercent.Value => new Wording($"{reading.Symbol}：{Figures.Percent(reading.Percent)}（阈值 {threshold}%）", $"{reading.Symbol}: {Figures.Percent(reading.Percent)} (threshold {threshold}%)"),
            _ => new Wording($"{reading.Symbol}：成交量达到平时的 {Ratio(reading)} 倍", $"{reading.Symbol}: {Ratio(reading)} times the usual volume"),
        });
        var percent = reading.Percent is { } moved ? language.Say($"，较前一交易日 {Figures.Percent(moved)}", $", {Figures.Percent(moved)} against the trading day before") : "";
        var day = Figures.Date(reading.Day);
        return (title, $"# {MarkdownText.Escape(title)}\n\n{MarkdownText.Escape(language.Say($"{day}：{price}{percent}。", $"{day}: {price}{percent}."))}\n");
    }

    /// <summary>Of a word in the news.</summary>
    public static (string Title, string Content) Of(StoredRule rule, IReadOnlyList<Headline> news, ReportLanguage language)
    {
        var title = PlainText.Line(language.Say($"{rule.Keyword}：{news[0].Title}", $"{rule.Keyword}: {news[0].Title}"), LongestTitle);
        var lines = news.Take(MostHeadlines).Select(static headline => headline.Link is { } link
            ? $"- [{MarkdownText.Escape(headline.Title)}]({MarkdownText.Target(link)})"
            : $"- {MarkdownText.Escape(headline.Title)}");
        return (title, $"# {MarkdownText.Escape(title)}\n\n{string.Join('\n', lines)}\n");
    }

    private static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Ratio(Reading reading) => (reading.Volume!.Value / reading.UsualVolume!.Value).ToString("0.0", CultureInfo.InvariantCulture);
}
