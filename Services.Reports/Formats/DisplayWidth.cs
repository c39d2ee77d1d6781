using System.Globalization;
using System.Text;

namespace Nanobot.Services.Reports.Formats;

/// <summary>How many columns a text takes where every character has one or two, as in terminals and plain mails: two for what Unicode (UAX 11) calls wide, none for marks.</summary>
internal static class DisplayWidth
{
    // The first and the last of each stretch of wide characters, as far as reports have them.
    private static readonly (int From, int To)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    public static int Of(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
            : Array.Exists(Wide, stretch => rune.Value >= stretch.From && rune.Value <= stretch.To) ? 2
            : 1;
}
