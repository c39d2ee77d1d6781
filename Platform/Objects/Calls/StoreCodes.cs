namespace Nanobot.Platform.Objects.Calls;

/// <summary>Codes by which servers say what is wrong.</summary>
internal static class StoreCodes
{
    private const int Longest = 64;

    /// <summary>The code where it is one: a server could send anything, and it is written to a log.</summary>
    public static string Shown(string? code) =>
        code is { Length: > 0 and <= Longest } && code.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_' or '-') ? code : "no code";
}
