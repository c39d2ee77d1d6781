using System.Text;
using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>A comparison as Markdown. What went and came stands in the brackets that <c>wdiff</c> uses, <c>[-went-]</c> and <c>{+came+}</c>: emphasis does not hold everywhere beside Chinese.</summary>
internal sealed class MarkdownComparison : IComparisonWriter
{
    private readonly StringBuilder _text = new();
    private bool _isInList;

    public static string Render(ReportComparison comparison, ReportLanguage language)
    {
        var writer = new MarkdownComparison();
        new ComparisonView(new ComparisonTexts(language), writer).Write(comparison);
        return writer._text.ToString().TrimEnd() + "\n";
    }

    public void Title(string text) => Block($"# {MarkdownText.Escape(text)}");

    public void Heading(int level, string text) => Block($"{new string('#', level)} {MarkdownText.Escape(text)}");

    public void Paragraph(string text) => Block(MarkdownText.Escape(text));

    public void Table(IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows) =>
        Block(string.Join('\n', [Row(head), string.Concat(Enumerable.Repeat("| --- ", head.Count)) + "|", .. rows.Select(Row)]));

    public void Item(string text, Uri? link = null)
    {
        _isInList = true;
        var shown = MarkdownText.Escape(text);
        _text.Append("- ").Append(link is null ? shown : $"[{shown}]({MarkdownText.Target(link)})").Append('\n');
    }

    public void Change(string label, IReadOnlyList<TextSpan> spans)
    {
        _isInList = true;
        _text.Append("- ").Append(MarkdownText.Escape(label + string.Concat(spans.Select(Marked)))).Append('\n');
    }

    // What begins after a list is none of its items.
    private void Block(string text)
    {
        _text.Append(_isInList ? "\n" : "").Append(text).Append("\n\n");
        _isInList = false;
    }

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(static cell => MarkdownText.Escape(cell)))} |";

    private static string Marked(TextSpan span) => span.Kind switch
    {
        WordComparison.Removed => $"[-{span.Text}-]",
        WordComparison.Added => $"{{+{span.Text}+}}",
        _ => span.Text,
    };
}
