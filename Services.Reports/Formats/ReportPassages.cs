using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Formats;

/// <summary>What a report says, piece by piece: as it is searched, and compared with another.</summary>
/// <param name="Title">Its first heading of the first level; empty where there is none.</param>
/// <param name="All">The pieces below the title, in their order.</param>
internal sealed partial record ReportPassages(string Title, IReadOnlyList<ReportPassage> All)
{
    private const string BetweenCells = " | ";
    private const int Whole = int.MaxValue - 1;

    public static ReportPassages Of(string markdown)
    {
        var document = ReportDocument.Read(markdown);
        PageLinks.Remove(document);
        var (title, section, passages) = ((string?)null, "", new List<ReportPassage>());
        foreach (var block in document)
        {
            if (block is not HeadingBlock heading)
            {
                passages.AddRange(Lines(block).Select(Plain).Where(static line => line.Length > 0).Select(line => new ReportPassage(section, line)));
            }
            else if (heading.Level == 1 && title is null)
            {
                title = Plain(PlainInlines.Of(heading));
            }
            else if (Plain(PlainInlines.Of(heading)) is { Length: > 0 } said)
            {
                section = said;
                passages.Add(new ReportPassage(section, said, IsHeading: true));
            }
        }

        return new ReportPassages(title ?? "", passages);
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Table table => table.OfType<TableRow>().Select(static row => string.Join(BetweenCells, row.Select(static cell => Plain(PlainInlines.Of(cell))).Where(static cell => cell.Length > 0))),
        ThematicBreakBlock or LinkReferenceDefinitionGroup => [],
        CodeBlock code => PlainInlines.Of(code).Split('\n'),
        ContainerBlock container => container.SelectMany(Lines),
        _ => [PlainInlines.Of(block)],
    };

    private static string Plain(string text) => PlainText.Line(Citation().Replace(text, ""), Whole);

    [GeneratedRegex(@" ?\[E\d{1,4}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();
}
