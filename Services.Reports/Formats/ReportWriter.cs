using System.Globalization;
using System.Text;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>
/// Writes a report as Markdown within its longest length. Where not all fits, prices and sources keep their share first,
/// then words and headlines; each is cut between its items only.
/// </summary>
internal static class ReportWriter
{
    private const int MaximumRequest = 200;

    public static string Write(ReportInput input, ReportTexts texts, int maximumLength)
    {
        var head = Head(input, texts);
        var prices = Prices(input, texts);
        var words = Words(input, texts);
        var headlines = News(input, texts);
        var sources = Sources(input, texts);
        var whole = (head + prices.Render(prices.Items.Count, texts) + words.Render(words.Items.Count, texts)
            + headlines.Render(headlines.Items.Count, texts) + sources.Render(sources.Items.Count, texts)).TrimEnd() + "\n";
        if (whole.Length <= maximumLength)
        {
            return whole;
        }

        var note = $"*{texts.Shortened(maximumLength)}*\n";
        var budget = maximumLength - head.Length - note.Length;
        var table = prices.Fit(budget / 2, texts);
        var origins = sources.Fit((budget - table.Length) / 2, texts);
        var paragraphs = words.Fit(budget - table.Length - origins.Length, texts);
        var news = headlines.Fit(budget - table.Length - origins.Length - paragraphs.Length, texts);
        return head + table + paragraphs + news + origins + note;
    }

    private static string Head(ReportInput input, ReportTexts texts)
    {
        var at = Figures.Minute(input.At, input.Zone);
        var head = new StringBuilder("# ").Append(texts.Title(input.ReportType, at[..10])).Append("\n\n")
            .Append(texts.MadeFor(MarkdownText.Escape(input.UserId), at, MarkdownText.Escape(input.Zone.Id))).Append("\n\n");
        if (input.Request is { } request)
        {
            head.Append(texts.Request(MarkdownText.Escape(PlainText.Line(request, MaximumRequest)))).Append("\n\n");
        }

        if (DegradationTexts.Stale(input) is { } stale)
        {
            head.Append("**").Append(texts.Say(stale)).Append("**\n\n");
        }

        return input.FocusAreas.Count == 0
            ? head.ToString()
            : head.Append(texts.Focus(MarkdownText.Escape(PlainText.Line(string.Join(", ", input.FocusAreas), MaximumRequest)))).Append("\n\n").ToString();
    }

    private static Section Prices(ReportInput input, ReportTexts texts)
    {
        var weekly = input.ReportType == ReportType.Weekly.Value;
        var columns = weekly ? texts.WeeklyColumns : texts.DailyColumns;
        var rule = string.Concat(Enumerable.Repeat("| --- ", columns.Count(static c => c == '|') - 1)) + "|";
        var rows = input.Evidence.Quotes.Select((quote, index) => Row(quote, index + 1, weekly)).ToList();
        return new Section($"## {texts.Prices}\n\n{columns}\n{rule}\n", rows, "\n", rows.Count == 0 ? null : weekly ? texts.WeeklyRounding : texts.DailyRounding);
    }

    private static string Row(QuoteFigures quote, int number, bool weekly)
    {
        var against = weekly ? $" {(quote.BaseDate is { } date ? Figures.Date(date) : "–")} |" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"| {MarkdownText.Escape(quote.Symbol)} | [E{number}] | {Figures.Date(quote.Date)} | {Figures.Price(quote.Close)} |{against} {Figures.Change(quote.Change)} | {Figures.Percent(quote.Percent)} | {Figures.Range(quote.Low, quote.High)} | {Figures.Volume(quote.Volume)} |");
    }

    private static Section Words(ReportInput input, ReportTexts texts) => new($"## {texts.Words}\n\n",
        [.. input.Words.Paragraphs.Select(static paragraph => MarkdownText.Escape(PlainText.Line(paragraph, int.MaxValue - 1), keepCitations: true))],
        "\n\n",
        Footer(input.Words, texts));

    private static string? Footer(CheckedWords words, ReportTexts texts) =>
        words.Silence is { } why ? $"*{texts.Silent(why)}*"
        : string.Join(' ', new[] { DegradationTexts.Words(words) is { } given ? $"*{texts.Say(given)}*" : null, words.Removed == 0 ? null : $"*{texts.Removed(words.Removed)}*" }.OfType<string>()) is { Length: > 0 } notes ? notes
        : null;

    private static Section News(ReportInput input, ReportTexts texts) => new($"## {texts.Headlines}\n\n",
        [.. input.Evidence.Headlines.Select((headline, index) => Item(headline, input.Evidence.Quotes.Count + index + 1, input.Zone))], "\n", null);

    private static string Item(Headline headline, int number, TimeZoneInfo zone)
    {
        var title = MarkdownText.Escape(headline.Title);
        var shown = headline.Link is { } link ? $"[{title}]({MarkdownText.Target(link)})" : title;
        return string.Create(CultureInfo.InvariantCulture, $"- [E{number}] {shown}")
            + (headline.Published is { } at ? $" ({Figures.Minute(at, zone)})" : "");
    }

    private static Section Sources(ReportInput input, ReportTexts texts) => new($"## {texts.Sources}\n\n",
        [.. input.Evidence.Sources.Select(source => "- " + Line(source, input.Zone, texts))], "\n", null);

    private static string Line(SourceStatus source, TimeZoneInfo zone, ReportTexts texts)
    {
        var at = Figures.Minute(source.FetchedAt, zone);
        var name = MarkdownText.Escape(source.Name);
        return source.Failure is { } why
            ? texts.SourceFailed(name, MarkdownText.Escape(texts.Say(why)), at)
            : texts.SourceOk(name, source.Items, at) + string.Concat(source.Remarks.Select(remark => texts.Remark(MarkdownText.Escape(texts.Say(remark)))));
    }
}
