namespace Nanobot.Services.Reports.Searching;

/// <summary>
/// Texts without the case of their letters, by the simple mappings of Unicode, which keep how many characters there are: first to upper case, so that letters with several
/// small forms (σ, ς) are one.
/// </summary>
internal static class Folding
{
    public static string Fold(string text) => text.ToUpperInvariant().ToLowerInvariant();
}
