using System.Text;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>
/// What a headline tells. Two are one story where they lead to the same page, or where two feeds say the same within two days, one of them perhaps with a few words before or behind ("UPDATE 1", the
/// name of an agency). Letters and digits alone count. Whoever is in doubt keeps both.
/// </summary>
internal sealed class Story
{
    private const int Fewest = 24;
    private const int MostMore = 30;

    // A character of Chinese or Japanese says as much as a few letters.
    private const int FirstIdeograph = 0x2E80;
    private const int LettersOfIdeograph = 3;
    private static readonly TimeSpan Apart = TimeSpan.FromDays(2);

    // With one of these before or behind it, the same words say the opposite.
    private static readonly string[] Turns = ["not", "no", "never", "den", "false", "fake", "deny", "否", "不", "未", "没", "非", "辟谣", "假"];

    private readonly string _plain;
    private readonly int _weight;
    private readonly string? _page;

    public Story(Headline headline)
    {
        Headline = headline;
        _plain = Plain(headline.Title);
        _weight = Weight(_plain);
        _page = headline.Link is null ? null : Page(headline.Link);
    }

    public Headline Headline { get; }

    /// <summary>Whether another tells the same.</summary>
    public bool Is(Story other) => (_page is not null && _page == other._page)
        || ((Headline.Source != other.Headline.Source || Headline.Link == other.Headline.Link) && !IsApart(Headline.Published - other.Headline.Published)
            && (_plain.Length <= other._plain.Length ? Same(this, other) : Same(other, this)));

    private static bool IsApart(TimeSpan? between) => between is { } time && time.Duration() > Apart;

    private static bool Same(Story shorter, Story longer)
    {
        if (shorter._plain == longer._plain)
        {
            return shorter._plain.Length > 0 || shorter.Headline.Title == longer.Headline.Title;
        }

        var at = shorter._weight >= Fewest && longer._weight - shorter._weight <= MostMore ? longer._plain.IndexOf(shorter._plain, StringComparison.Ordinal) : -1;
        return at >= 0 && Adds(longer._plain[..at], shorter._plain[0], ^1) && Adds(longer._plain[(at + shorter._plain.Length)..], shorter._plain[^1], 0);
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
