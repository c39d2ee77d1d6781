namespace Nanobot.Platform.Ai;

/// <summary>
/// The house's own count of tokens where nobody else has counted: about four characters each, a sign of Chinese, Japanese or Korean
/// one by itself, of other scripts two signs each: never more than one for three octets of UTF-8. In quarters of a token, so that a text
/// may be counted piece by piece.
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
            quarters += QuartersBeyondOne(sign);
        }

        return quarters;
    }

    /// <summary>How many of the first characters of <paramref name="text"/> come to no more than <paramref name="tokens"/>.</summary>
    public static int Fitting(ReadOnlySpan<char> text, long tokens)
    {
        var left = tokens * CharactersPerToken;
        for (var i = 0; i < text.Length; i++)
        {
            left -= 1 + QuartersBeyondOne(text[i]);
            if (left < 0)
            {
                return i;
            }
        }

        return text.Length;
    }

    // Two halves of a pair are one token.
    private static int QuartersBeyondOne(char sign) => sign < FirstBeyondLatin ? 0 : sign < FirstOfEastAsia || char.IsSurrogate(sign) ? 1 : 3;
}
