using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Chat.Memory;

/// <summary>
/// What a model says that is worth knowing, as a line that can be nothing else: visible, on one line, composed, without the marks by which Markdown would
/// make more of it.
/// </summary>
internal static class FactText
{
    /// <summary>Most characters of a fact.</summary>
    public const int MaximumLength = 300;

    private static readonly char[] Marks = ['#', '>', '-', '*', '+', '=', '~', '`', '|', ' ', '•', '·'];
    private static readonly string[] Fences = ["~~~", "```", "<!--"];

    /// <summary>Its form; false where nothing is left of it, it is too long, or it would open a block that swallows what follows.</summary>
    public static bool TryForm(string? said, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (said is null || said.Length > 4 * MaximumLength)
        {
            return false;
        }

        var line = VisibleText.Line(said).Normalize(NormalizationForm.FormC);
        var plain = line.TrimStart(Marks).TrimEnd();
        if (plain.Length > MaximumLength || KeyOf(plain).Length == 0 || Array.Exists(Fences, fence => line.Contains(fence, StringComparison.Ordinal)))
        {
            return false;
        }

        text = plain;
        return true;
    }

    /// <summary>What is the same in texts that say the same: letters and digits, whatever their case and width.</summary>
    public static string KeyOf(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var rune in VisibleText.Line(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol)
            {
                key.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return key.ToString();
    }
}
