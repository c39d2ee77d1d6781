namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>Whether a text stands within a fenced block of code (CommonMark 0.31, section 4.5), line by line; blocks within lists and quotations aside.</summary>
internal sealed class CodeFence
{
    private const int Shortest = 3;
    private char _mark;
    private int _length;

    public bool IsOpen => _length > 0;

    /// <summary>Takes a line that has come to its end.</summary>
    public void Take(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        var mark = line.IsEmpty || line[0] is not ('`' or '~') ? '\0' : line[0];
        var length = mark == '\0' ? 0 : line.IndexOfAnyExcept(mark) is var other && other < 0 ? line.Length : other;
        if (length < Math.Max(Shortest, _length))
        {
            return;
        }

        if (!IsOpen && !(mark == '`' && line[length..].Contains('`')))
        {
            (_mark, _length) = (mark, length);
        }
        else if (mark == _mark && length == line.Length)
        {
            _length = 0;
        }
    }
}
