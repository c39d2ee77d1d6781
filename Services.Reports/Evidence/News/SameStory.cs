using System.Text;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// Whether two headlines tell one story: they lead to the same page, or two feeds say the same within two days, one of them perhaps with a few words before or behind ("UPDATE 1", the
/// name of an agency). Letters and digits alone count. Whoever is in doubt keeps both.
/// </summary>
internal static class SameStory
{
    private const int Fewest = 24;
    private const int MostMore = 30;

    // A character of Chinese or Japanese says as much as a few letters.
    private const int FirstIdeograph = 0x2E80;
    private const int LettersOfIdeograph = 3;
    private static readonly TimeSpan Apart = TimeSpan.FromDays(2);

    // With one of these before or behind it, the same words say the opposite.
    private static readonly string[] Turns = ["not", "no", "never", "den", "false", "fake", "deny", "否", "不", "未", "没", "非", "辟谣", "假"];

    public static bool Is(Headline a, Headline b) => a.Link is not null && b.Link is not null && Page(a.Link) == Page(b.Link)
        || (a.Source != b.Source || a.Link == b.Link) && !(a.Published - b.Published > Apart || b.Published - a.Published > Apart) && Same(Plain(a.Title), Plain(b.Title));

    private static bool Same(string a, string b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        if (shorter == longer)
        {
            return true;
        }

        var at = Weight(shorter) >= Fewest && Weight(longer) - Weight(shorter) <= MostMore ? longer.IndexOf(shorter, StringComparison.Ordinal) : -1;
        return at >= 0 && Adds(longer[..at], shorter[0], ^1) && Adds(longer[(at + shorter.Length)..], shorter[^1], 0);
    }

    // More digits would make another number.
    private static bool Adds(string more, char beside, Index border) => more.Length == 0
        || (!(char.IsDigit(more[border]) && char.IsDigit(beside)) && Array.TrueForAll(Turns, turn => !more.Contains(turn, StringComparison.Ordinal)));

    private static int Weight(string text) => text.Sum(static c => c >= FirstIdeograph ? LettersOfIdeograph : 1);

    private static string Plain(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (var rune in title.EnumerateRunes().Where(Rune.IsLetterOrDigit))
        {
            plain.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        return plain.ToString();
    }

    // What is counted with it leads nowhere else.
    private static string Page(Uri link) => link.GetLeftPart(UriPartial.Path)
        + string.Join('&', link.Query.TrimStart('?').Split('&').Where(static part => !part.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)));
}
