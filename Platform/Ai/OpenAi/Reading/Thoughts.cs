namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// Leaves out thoughts that a server puts before the words of an answer, between marks. What could still become a mark waits for
/// what follows; nothing else does.
/// </summary>
internal sealed class Thoughts
{
    private static readonly string[] Marks = ["<think>", "<thinking>", "<thought>", "<reasoning>"];
    private string _held = "";
    private string? _end;
    private bool _hasThought, _isSaid;

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
        if (_end is not null || begun.Length == 0 || Marks.Any(mark => mark.StartsWith(begun, StringComparison.OrdinalIgnoreCase)))
        {
            return "";
        }

        _isSaid = true;
        return Rest();
    }

    /// <summary>What was held for a mark that did not come.</summary>
    public string Rest()
    {
        var rest = _end is not null ? "" : _hasThought ? _held.TrimStart() : _held;
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
        if (Array.Find(Marks, mark => begun.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) is not { } open)
        {
            return false;
        }

        (_held, _end, _hasThought) = (begun[open.Length..], $"</{open[1..]}", true);
        return true;
    }
}
