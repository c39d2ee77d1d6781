using System.Text;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>Writes a report as Markdown: what it comes to first, then figures, what is new, what lies ahead, news, and where all of it is from. A part with nothing in it is left out.</summary>
internal static class ReportWriter
{
    private const int MaximumRequest = 200;

    public static string Write(ReportInput input, ReportTexts texts, int maximumLength)
    {
        var head = Head(input, texts);
        ReportPart[] parts =
        [
            new(Words(input, texts), 2, 0.6),
            new(NoteSections.Movers(input, texts), 3, 0.5),
            new(PriceSections.Table(input, texts), 0, 0.5),
            new(PriceSections.Closes(input, texts), 4, 0.5),
            new(NoteSections.Of(NoteKind.Topic, texts.Topics, input), 5, 0.5),
            new(NoteSections.Since(input), 5, 0.5),
            new(NoteSections.Of(NoteKind.Calendar, texts.Calendar, input), 5, 0.5),
            new(NoteSections.Of(NoteKind.Workspace, texts.Workspace, input), 5, 0.5),
            new(NewsSection.Of(input, texts), 6, 1),
            new(Sources(input, texts), 1, 0.4),
        ];
        var whole = (head + string.Concat(parts.Select(part => part.Section.Render(part.Section.Items.Count, texts)))).TrimEnd() + "\n";
        if (whole.Length <= maximumLength)
        {
            return whole;
        }

        var note = $"*{texts.Shortened(maximumLength)}*\n";
        return head + ReportPart.Fit(parts, maximumLength - head.Length - note.Length, texts) + note;
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

    private static Section Words(ReportInput input, ReportTexts texts) => new($"## {texts.Words}\n\n",
        [.. input.Words.Paragraphs.Select(static paragraph => MarkdownText.Escape(PlainText.Line(paragraph, int.MaxValue - 1), keepCitations: true))],
        "\n\n",
        Footer(input.Words, texts));

    private static string? Footer(CheckedWords words, ReportTexts texts) =>
        words.Silence is { } why ? $"*{texts.Silent(why)}*"
        : string.Join(' ', new[] { DegradationTexts.Words(words) is { } given ? $"*{texts.Say(given)}*" : null, words.Removed == 0 ? null : $"*{texts.Removed(words.Removed)}*" }.OfType<string>()) is { Length: > 0 } notes ? notes
        : null;

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
