using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>The headlines of a report, under what the user follows that they name; in a digest the others under their feeds. A few stand without headings.</summary>
internal static class NewsSection
{
    private const int FewestInGroups = 4;

    public static Section Of(ReportInput input, ReportTexts texts)
    {
        var headlines = input.Evidence.Headlines.Select((headline, index) => (Headline: headline, Number: input.Evidence.Quotes.Count + index + 1,
            Group: Group(headline, input, texts))).ToList();
        var groups = headlines.GroupBy(static one => one.Group).OrderBy(static group => group.Key.Order).ToList();
        var isGrouped = headlines.Count >= FewestInGroups && groups.Count > 1;
        return new Section($"## {texts.Headlines}\n\n",
            [.. groups.SelectMany((group, place) => group.Select((one, index) =>
                (isGrouped && index == 0 ? $"{(place == 0 ? "" : "\n")}### {MarkdownText.Escape(group.Key.Name)}\n\n" : "") + Item(one.Headline, one.Number, isGrouped && group.Key.IsSource, input.Zone, texts)))],
            "\n", null);
    }

    private static (string Name, int Order, bool IsSource) Group(Headline headline, ReportInput input, ReportTexts texts)
    {
        var terms = input.Followed.Terms;
        if (input.Followed.NamedIn(headline) is { } term)
        {
            return (term, terms.Index().First(known => known.Item == term).Index, false);
        }

        if (input.ReportType != ReportType.Content.Value || headline.Source is not { } source)
        {
            return (texts.OtherNews, int.MaxValue, false);
        }

        var sources = input.Evidence.Sources;
        return (source, terms.Count + sources.Index().FirstOrDefault(known => known.Item.Name == source).Index, true);
    }

    private static string Item(Headline headline, int number, bool isUnderSource, TimeZoneInfo zone, ReportTexts texts)
    {
        var title = MarkdownText.Escape(headline.Title);
        var shown = headline.Link is { } link ? $"[{title}]({MarkdownText.Target(link)})" : title;
        return string.Create(CultureInfo.InvariantCulture, $"- [E{number}] {shown}") + texts.Origin(
            headline.Source is { } source && !isUnderSource ? MarkdownText.Escape(source) : null,
            headline.Published is { } at ? Figures.Minute(at, zone) : null,
            headline.AlsoIn is { Count: > 0 } also ? MarkdownText.Escape(string.Join(texts.Comma, also)) : null);
    }
}
