namespace Nanobot.Platform.Ai;

/// <summary>
/// The house's own count of tokens where nobody else has counted: about four characters each, a sign of Chinese, Japanese or Korean
/// one by itself, and of other scripts two signs each. In quarters of a token, so that a text may be counted piece by piece.
/// </summary>
public static class TokenEstimate
{
    /// <summary>Characters that make up a token, on average.</summary>
    public const int CharactersPerToken = 4;

    private const char FirstBeyondLatin = '\u0250';
    private const char FirstOfEastAsia = '\u2E80';

    /// <summary>Tokens of <paramref name="characters"/> characters, rounded up.</summary>
    public static long OfLength(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>Tokens of so many quarters, rounded up.</summary>
    public static long OfQuarters(long quarters) => OfLength(quarters);

    /// <summary>Quarters of a token in <paramref name="text"/>: never fewer than it has characters.</summary>
    public static long Quarters(ReadOnlySpan<char> text)
    {
        long quarters = text.Length;
        foreach (var sign in text)
        {
            // Half of a pair is counted as such: what needs two is mostly more than one token.
            quarters += sign < FirstBeyondLatin ? 0 : sign < FirstOfEastAsia ? 1 : 3;
        }

        return quarters;
    }
}
