namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// Leaves out thoughts that a server puts before the words of an answer, between marks, or with nothing before the second one. What could
/// still become a mark waits for what follows; nothing else does.
/// </summary>
internal sealed class Thoughts
{
    private string _held = "";
    private string? _end;
    private bool _isLeft, _isSaid;

    /// <summary>Whether there were any, here or in a place of their own.</summary>
    public bool Any { get; set; }

    /// <summary>What is said in <paramref name="part"/> and was held before it.</summary>
    public string Take(string part)
    {
        if (_isSaid || part.Length == 0)
        {
            return part;
        }

        _held += part;
        while (Leave())
        {
        }

        var begun = _held.TrimStart();
        if (_end is not null || begun.Length == 0 || ThoughtMarks.Begins.Any(IsAwaited) || (!Any && ThoughtMarks.Ends.Any(IsAwaited)))
        {
            return "";
        }

        _isSaid = true;
        return Rest();

        bool IsAwaited(string mark) => mark.StartsWith(begun.TrimEnd(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What was held for a mark that did not come.</summary>
    public string Rest()
    {
        var rest = _end is not null ? "" : _isLeft ? _held.TrimStart() : _held;
        _held = "";
        return rest;
    }

    /// <summary>Leaves out up to the next mark; whether there was one.</summary>
    private bool Leave()
    {
        if (_end is not null)
        {
            var at = _held.IndexOf(_end, StringComparison.OrdinalIgnoreCase);
            // Of a thought only what could be the beginning of its end is of interest.
            _held = at >= 0 ? _held[(at + _end.Length)..] : _held[Math.Max(0, _held.Length - _end.Length + 1)..];
            _end = at >= 0 ? null : _end;
            return at >= 0;
        }

        var begun = _held.TrimStart();
        if (ThoughtMarks.Begins.FirstOrDefault(IsThere) is not { } open)
        {
            return !Any && ThoughtMarks.Ends.FirstOrDefault(IsThere) is { } end && LeaveNothing(begun[end.Length..]);
        }

        (_held, _end, Any, _isLeft) = (begun[open.Length..], $"</{open[1..]}", true, true);
        return true;

        bool IsThere(string mark) => begun.StartsWith(mark, StringComparison.OrdinalIgnoreCase);
    }

    // A template has begun the thought, and there was none. A mark within a line is spoken of.
    private bool LeaveNothing(string after)
    {
        var words = after.TrimStart();
        if (words.Length == 0 || !after.AsSpan(0, after.Length - words.Length).Contains('\n'))
        {
            return false;
        }

        (_held, Any) = (words, true);
        return true;
    }
}
