using System.Globalization;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A revision's number as a query names it: digits and nothing else.</summary>
internal static class RevisionNumber
{
    public const string Rule = "must be the number of a revision, a whole number from 1";

    /// <summary>Reads it; null where nothing is named.</summary>
    public static bool TryParse(string? text, out long? revision)
    {
        revision = null;
        if (text is null)
        {
            return true;
        }

        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9')
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            return false;
        }

        revision = number;
        return true;
    }
}
