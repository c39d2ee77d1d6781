namespace Nanobot.Platform.Ai;

/// <summary>A rough count of tokens where nobody has counted: about four characters each.</summary>
public static class TokenEstimate
{
    /// <summary>Characters that make up a token, on average.</summary>
    public const int CharactersPerToken = 4;

    /// <summary>Tokens of <paramref name="characters"/> characters, rounded up.</summary>
    public static long OfLength(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;
}
