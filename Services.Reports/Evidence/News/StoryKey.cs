using System.Globalization;
using System.Text;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>What tells whether two headlines are one story: several feeds carry the same, with other dress about the title and the link.</summary>
internal static class StoryKey
{
    // A shorter title may stand above anything.
    private const int LeastLetters = 16;
    private const int LeastHan = 8;

    private static readonly string[] Trackers = ["utm_", "fbclid", "gclid", "cmpid", "ocid", "mc_cid", "mc_eid"];

    /// <summary>The letters and digits of a title; null where there are too few to tell it from others.</summary>
    public static string? OfTitle(string title)
    {
        var (key, han) = (new StringBuilder(title.Length), 0);
        foreach (var rune in title.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(Rune.IsLetterOrDigit))
        {
            key.Append(Rune.ToLowerInvariant(rune).ToString());
            han += Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter ? 1 : 0;
        }

        return key.Length >= LeastLetters || han >= LeastHan ? key.ToString() : null;
    }

    /// <summary>An address without its scheme, its fragment and what counts readers; null where there is none.</summary>
    public static string? OfLink(Uri? link)
    {
        if (link is null)
        {
            return null;
        }

        var host = link.Authority.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? link.Authority[4..] : link.Authority;
        var query = link.Query.TrimStart('?').Split('&').Where(static part => part.Length > 0 && !Array.Exists(Trackers, tracker => part.StartsWith(tracker, StringComparison.OrdinalIgnoreCase)));
        return $"{host.ToLowerInvariant()}{link.AbsolutePath.TrimEnd('/')}?{string.Join('&', query)}";
    }
}
