using System.Text.RegularExpressions;
using Nanobot.Contracts.Workspaces;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Workspaces;

/// <summary>Chooses lines of a file: those that name what is wanted, then those below a heading that does, or all where the file's name does. Markup of lists and headings is taken off.</summary>
internal static partial class NoteLines
{
    private const int Longest = 200;
    private const int Direct = 2;
    private const int Below = 1;

    /// <summary>The lines, in their order.</summary>
    public static IReadOnlyList<(string Text, SourceRow Row)> Of(WorkspaceNote note, NoteWish wish)
    {
        var chosen = new List<(int Weight, string Text, SourceRow Row)>();
        var (isNamed, isBelow) = (wish.Names(note.Path), false);
        foreach (var (index, line) in note.Text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (Heading().IsMatch(line))
            {
                isBelow = wish.IsNamedIn(line);
                continue;
            }

            var text = PlainText.Line(Marker().Replace(line, ""), Longest);
            var weight = text.Length == 0 || Fence().IsMatch(line) ? 0 : wish.IsNamedIn(text) ? Direct : isNamed || isBelow ? Below : 0;
            if (weight > 0)
            {
                chosen.Add((weight, text, SourceRow.Of(index + 1, line)));
            }
        }

        return [.. chosen.OrderByDescending(static line => line.Weight).Take(wish.MostOfFile).OrderBy(static line => line.Row.Line).Select(static line => (line.Text, line.Row))];
    }

    [GeneratedRegex(@"\A {0,3}#{1,6}\s", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\A\s*(?:```|~~~|-{3,}\s*\z|={3,}\s*\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\A\s*(?:(?:[-*+•>]|\d{1,3}[.)])\s+)*(?:\[[ xX]\]\s+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
