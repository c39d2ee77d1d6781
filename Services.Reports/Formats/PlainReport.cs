using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Nanobot.Services.Reports.Formats;

/// <summary>A report as plain text: as it reads where nothing shows Markdown.</summary>
internal static class PlainReport
{
    private const string Indent = "  ";

    public static string Render(string markdown)
    {
        var text = new StringBuilder();
        foreach (var block in ReportDocument.Read(markdown).Where(static block => block is not LinkReferenceDefinitionGroup))
        {
            text.AppendJoin('\n', Lines(block)).Append("\n\n");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        HeadingBlock heading => Underlined(PlainInlines.Of(heading), heading.Level == 1 ? '=' : '-'),
        Table table => PlainTable.Lines(table),
        ListBlock list => list.OfType<ListItemBlock>().SelectMany(item => Item(item, list.IsOrdered ? $"{item.Order}. " : "- ")),
        QuoteBlock quote => quote.SelectMany(Lines).Select(static line => $"> {line}"),
        ThematicBreakBlock => ["----"],
        CodeBlock code => PlainInlines.Of(code).Split('\n').Select(static line => Indent + line),
        ContainerBlock container => container.SelectMany(Lines),
        _ => PlainInlines.Of(block).Split('\n'),
    };

    private static string[] Underlined(string heading, char line) => [heading, new string(line, DisplayWidth.Of(heading))];

    private static IEnumerable<string> Item(ListItemBlock item, string mark) =>
        item.SelectMany(Lines).Select((line, index) => index == 0 ? mark + line : new string(' ', mark.Length) + line);
}
