namespace Nanobot.Platform.Policies.Patterns;

/// <summary>
/// Distinct patterns, such that those which a text matches are found without going through all: literal ones by their hash, the others
/// by what they begin with, end with or, where both are open, have within.
/// </summary>
internal sealed class PatternIndex
{
    private const int OnStack = 256;

    private readonly Dictionary<string, int> _literals = new(StringComparer.Ordinal);
    private readonly List<int> _any = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private readonly LiteralTrie _byPrefix;
    private readonly LiteralTrie _bySuffix;
    private readonly LiteralTrie _byPiece;

    /// <param name="patterns">Each with its id; no pattern twice.</param>
    public PatternIndex(IEnumerable<(string Pattern, int Id)> patterns)
    {
        var (prefixes, suffixes, pieces) = (new List<(string, Glob, int)>(), new List<(string, Glob, int)>(), new List<(string, Glob, int)>());
        foreach (var (pattern, id) in patterns)
        {
            var glob = new Glob(pattern);
            if (glob.IsLiteral)
            {
                _literals.Add(pattern, id);
                continue;
            }

            if (glob.IsAny)
            {
                _any.Add(id);
            }
            else if (glob.Prefix.Length == 0 && glob.Suffix.Length == 0)
            {
                pieces.Add((glob.LongestPiece, glob, id));
            }
            else if (glob.Prefix.Length >= glob.Suffix.Length)
            {
                prefixes.Add((glob.Prefix, glob, id));
            }
            else
            {
                suffixes.Add((Reversed(glob.Suffix), glob, id));
            }
        }

        _byText = _literals.GetAlternateLookup<ReadOnlySpan<char>>();
        _byPrefix = new LiteralTrie(prefixes);
        _bySuffix = new LiteralTrie(suffixes);
        _byPiece = new LiteralTrie(pieces);
    }

    /// <summary>Adds the id of each pattern that <paramref name="text"/> matches, once.</summary>
    public void Collect(scoped ReadOnlySpan<char> text, ref IdList ids)
    {
        if (_byText.TryGetValue(text, out var literal))
        {
            ids.Add(literal);
        }

        foreach (var id in _any)
        {
            ids.Add(id);
        }

        if (!_byPrefix.IsEmpty)
        {
            _byPrefix.Collect(text, text, ref ids);
        }

        if (!_bySuffix.IsEmpty)
        {
            var reversed = text.Length <= OnStack ? stackalloc char[text.Length] : new char[text.Length];
            text.CopyTo(reversed);
            reversed.Reverse();
            _bySuffix.Collect(reversed, text, ref ids);
        }

        for (var at = 0; !_byPiece.IsEmpty && at < text.Length; at++)
        {
            _byPiece.Collect(text[at..], text, ref ids);
        }
    }

    private static string Reversed(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }
}
