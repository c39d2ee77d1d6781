using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Chat.Sessions.Searching;

/// <summary>Cuts words that were found out of a message, with some of what stands around them.</summary>
internal static class Excerpt
{
    public const int Longest = 320;
    private const int Before = 60;

    /// <summary>From <paramref name="text"/>, or its beginning where the words are not seen in it: the database compares in its own way.</summary>
    public static string Of(string text, string words)
    {
        var at = Math.Max(text.IndexOf(words, StringComparison.OrdinalIgnoreCase), 0);
        var from = TextCut.Length(text, Math.Max(at - Before, 0));
        return TextCut.Beginning(text[from..], Longest).Trim();
    }
}
