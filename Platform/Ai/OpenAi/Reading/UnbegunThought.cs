namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// Thoughts of which a server marks the end alone, since its template has written the beginning itself. Whether the words before such a
/// mark were thought shows only when the answer has come to its end; where an answer may as well be speaking of the mark, they were not.
/// </summary>
internal static class UnbegunThought
{
    private const int IndentOfCode = 4;
    private const string EndsOfSentences = ".!?…。！？)）";

    /// <summary>How much of the beginning of <paramref name="words"/> was thought, with the mark and the blanks behind it.</summary>
    /// <param name="words">All words.</param>
    /// <param name="isFollowed">Whether the answer goes on after its words, with calls of tools.</param>
    public static int Length(string words, bool isFollowed)
    {
        var (at, mark) = ThoughtMarks.Ends.Select(end => (At: words.IndexOf(end, StringComparison.OrdinalIgnoreCase), Mark: end))
            .Where(static found => found.At >= 0).OrderBy(static found => found.At).FirstOrDefault((-1, ""));
        if (at < 0)
        {
            return 0;
        }

        var before = words.AsSpan(0, at);
        var line = before[(before.LastIndexOf('\n') + 1)..];
        var after = words.AsSpan(at + mark.Length);
        var rest = after.TrimStart();
        var endsLine = rest.IsEmpty || after[..^rest.Length].Contains('\n');
        return endsLine && (isFollowed || !rest.IsEmpty) && EndsThere(before, line) && !IsBegun(before) && !IsCode(before[..^line.Length], line)
            ? words.Length - rest.Length
            : 0;
    }

    // On a line of its own which nothing announces, or behind a word as no sentence has it.
    private static bool EndsThere(ReadOnlySpan<char> before, ReadOnlySpan<char> line) => line.IsWhiteSpace()
        ? before.TrimEnd() is not [.., ':' or '：']
        : char.IsAsciiLetterOrDigit(line[^1]) || EndsOfSentences.Contains(line[^1], StringComparison.Ordinal);

    private static bool IsBegun(ReadOnlySpan<char> before)
    {
        foreach (var mark in ThoughtMarks.Begins)
        {
            if (before.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCode(ReadOnlySpan<char> lines, ReadOnlySpan<char> line)
    {
        var fence = new CodeFence();
        foreach (var other in lines.EnumerateLines())
        {
            fence.Take(other);
        }

        return fence.IsOpen || line is ['\t', ..] || line.Length - line.TrimStart(' ').Length >= IndentOfCode || line.Count('`') % 2 != 0;
    }
}
