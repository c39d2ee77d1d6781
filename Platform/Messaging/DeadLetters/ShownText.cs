namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>Texts that may be shown: what has the form of an id or a code, so that no sentence is mistaken for one.</summary>
internal static class ShownText
{
    private const int Longest = 200;

    /// <summary>The text, where it has that form; otherwise null.</summary>
    public static string? Of(string? text) => IsShown(text) ? text : null;

    /// <summary>Whether it is 1 to 200 printable characters of ASCII, without blanks.</summary>
    public static bool IsShown(string? text) => text is { Length: > 0 and <= Longest } && !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
