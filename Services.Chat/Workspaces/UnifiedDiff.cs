using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// Writes the difference of two texts in the unified format of POSIX <c>diff -u</c>, with three lines of context, so that <c>patch</c> can apply it.
/// DiffPlex finds the differences; its own renderer takes the end of the last line for a line, and what it writes does not apply.
/// </summary>
internal static class UnifiedDiff
{
    /// <summary>Most lines of a text: the time to compare two grows with the product of their lines and differences.</summary>
    public const int MaximumLines = 5000;

    /// <summary>Most characters of a text.</summary>
    public const int MaximumCharacters = 512 * 1024;

    private const int Context = 3;

    /// <summary>The difference, empty where there is none; null where a text is too large.</summary>
    /// <param name="from">The text as it was; its header says what it is.</param>
    /// <param name="to">The text as it is now.</param>
    public static string? Write((string Header, string Text) from, (string Header, string Text) to)
    {
        if (IsTooLarge(from.Text) || IsTooLarge(to.Text))
        {
            return null;
        }

        var result = Differ.Instance.CreateDiffs(from.Text, to.Text, ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        var written = new StringBuilder();
        if (result.DiffBlocks.Count > 0)
        {
            written.Append(CultureInfo.InvariantCulture, $"--- {from.Header}\n+++ {to.Header}\n");
        }

        for (var first = 0; first < result.DiffBlocks.Count;)
        {
            var next = first + 1;
            while (next < result.DiffBlocks.Count && result.DiffBlocks[next].DeleteStartA - End(result.DiffBlocks[next - 1]) <= 2 * Context)
            {
                next++;
            }

            WriteHunk(written, result, first, next);
            first = next;
        }

        return written.ToString();
    }

    private static void WriteHunk(StringBuilder written, DiffResult result, int first, int next)
    {
        var (head, tail) = (result.DiffBlocks[first], result.DiffBlocks[next - 1]);
        var (start, end) = (Math.Max(0, head.DeleteStartA - Context), Math.Min(result.PiecesOld.Count, End(tail) + Context));
        var newStart = head.InsertStartB - (head.DeleteStartA - start);
        var newEnd = tail.InsertStartB + tail.InsertCountB + (end - End(tail));
        written.Append(CultureInfo.InvariantCulture, $"@@ -{Range(start, end - start)} +{Range(newStart, newEnd - newStart)} @@\n");
        var line = start;
        for (var i = first; i < next; i++)
        {
            var block = result.DiffBlocks[i];
            WriteLines(written, ' ', result.PiecesOld, line, block.DeleteStartA);
            WriteLines(written, '-', result.PiecesOld, block.DeleteStartA, End(block));
            WriteLines(written, '+', result.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            line = End(block);
        }

        WriteLines(written, ' ', result.PiecesOld, line, end);
    }

    private static void WriteLines(StringBuilder written, char sign, IReadOnlyList<string> lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            written.Append(sign).Append(lines[i]).Append(lines[i].EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
        }
    }

    // Of no lines the number is that of the line before.
    private static string Range(int start, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    private static int End(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    private static bool IsTooLarge(string text) => text.Length > MaximumCharacters || text.AsSpan().Count('\n') >= MaximumLines;
}
