using System.Text.RegularExpressions;

namespace Nanobot.Services.Chat.Heartbeats;

/// <summary>
/// Whether a text of Markdown has something to do in it, without asking a model: any line that is left once comments, headings, rules, code fences, boxes that are
/// checked and marks without words are taken away.
/// </summary>
internal static partial class HeartbeatTasks
{
    public static bool IsThereSomething(string text) =>
        Comments().Replace(text, "").Split('\n').Any(static line => line.Trim('\uFEFF', ' ', '\t', '\r') is { Length: > 0 } words && !SaysNothing().IsMatch(words));

    // One that is not closed goes on to the end, as in HTML.
    [GeneratedRegex(@"<!--.*?(?:-->|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comments();

    [GeneratedRegex(
        @"^(?:\#{1,6}(?:\s.*)?|(?:[-*_=]\s*){2,}|(?:`{3,}|~{3,}).*|(?:(?:[-*+]|\d{1,9}[.)])\s*)?\[[xX✓✔]\].*|(?:(?:[-*+>]|\d{1,9}[.)])\s*)?(?:\[\s*\])?)$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SaysNothing();
}
