using Markdig.Syntax;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Reports.Formats;

/// <summary>What a report says first, as plain text: its paragraphs up to the second part's heading, without the title.</summary>
internal static class ReportBeginning
{
    /// <summary>At most <paramref name="longest"/> characters of it; empty where it begins with something else than words.</summary>
    public static string Of(string markdown, int longest)
    {
        var blocks = ReportDocument.Read(markdown).SkipWhile(static block => block is HeadingBlock { Level: 1 } or not (ParagraphBlock or ListBlock)).TakeWhile(static block => block is ParagraphBlock or ListBlock);
        return TextCut.Shortened(string.Join("\n\n", blocks.Select(static block => string.Join('\n', block is ListBlock list
            ? list.OfType<ListItemBlock>().SelectMany(static item => item.OfType<ParagraphBlock>()).Select(static line => $"- {PlainInlines.Of(line)}")
            : [PlainInlines.Of(block)]))), longest);
    }
}
