namespace Nanobot.Platform.Policies.Patterns;

/// <summary>
/// A pattern in which <c>*</c> stands for any characters, none included, and nothing else is special: it crosses <c>.</c>, <c>:</c>
/// and <c>/</c> like any other. Texts are compared to the letter. Pieces between stars are looked for from the left, each once, so that no
/// pattern makes it try more than once.
/// </summary>
internal sealed class Glob
{
    private readonly string[] _pieces;
    private readonly int _shortest;

    public Glob(string pattern)
    {
        Pattern = pattern;
        _pieces = pattern.Split('*');
        _shortest = pattern.Length - (_pieces.Length - 1);
    }

    /// <summary>As it was written.</summary>
    public string Pattern { get; }

    /// <summary>Whether it is a text like any other.</summary>
    public bool IsLiteral => _pieces.Length == 1;

    /// <summary>Whether every text matches.</summary>
    public bool IsAny => _shortest == 0 && !IsLiteral;

    /// <summary>What every match begins with.</summary>
    public string Prefix => _pieces[0];

    /// <summary>What every match ends with.</summary>
    public string Suffix => _pieces[^1];

    /// <summary>The longest text that every match has in it.</summary>
    public string LongestPiece => _pieces.MaxBy(static piece => piece.Length)!;

    /// <summary>Whether <paramref name="text"/> as a whole matches.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        if (IsLiteral)
        {
            return text.SequenceEqual(_pieces[0]);
        }

        if (text.Length < _shortest || !text.StartsWith(_pieces[0].AsSpan()) || !text.EndsWith(_pieces[^1].AsSpan()))
        {
            return false;
        }

        var rest = text[_pieces[0].Length..^_pieces[^1].Length];
        for (var i = 1; i < _pieces.Length - 1; i++)
        {
            var at = rest.IndexOf(_pieces[i].AsSpan());
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + _pieces[i].Length)..];
        }

        return true;
    }

    public override string ToString() => Pattern;
}
