using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>Between two paragraphs that stayed: which of those that went are those that came, with other words; the others went, or came.</summary>
internal static class TextPairs
{
    public const string Added = "added";
    public const string Removed = "removed";
    public const string Changed = "changed";

    // How many of those that came are looked at for one that went, and what share of their words two have in common that are one.
    private const int LooksAhead = 8;
    private const double Alike = 0.5;

    public static IEnumerable<TextChange> Of(IReadOnlyList<ReportPassage> from, int start, int end, IReadOnlyList<ReportPassage> to, int first, int last, WordComparison words)
    {
        var gone = Words(from, start, end);
        var come = Words(to, first, last);
        var next = 0;
        for (var at = 0; at < gone.Count; at++)
        {
            var same = Best(gone[at], come, next);
            if (same < 0)
            {
                yield return new TextChange(Removed, gone[at].Passage.Section, gone[at].Passage.Text, null, null);
                continue;
            }

            for (; next < same; next++)
            {
                yield return Come(come[next].Passage);
            }

            var (old, now) = (gone[at].Passage, come[same].Passage);
            yield return new TextChange(Changed, now.Section, old.Text, now.Text, words.Of(old.Text, now.Text));
            next = same + 1;
        }

        for (; next < come.Count; next++)
        {
            yield return Come(come[next].Passage);
        }
    }

    private static TextChange Come(ReportPassage passage) => new(Added, passage.Section, null, passage.Text, null);

    private static int Best(PassageWords gone, List<PassageWords> come, int next)
    {
        var (best, most) = (-1, Alike);
        for (var at = next; at < Math.Min(next + LooksAhead, come.Count); at++)
        {
            if (gone.Passage.IsHeading == come[at].Passage.IsHeading && gone.Likeness(come[at]) is var likeness && likeness > most)
            {
                (best, most) = (at, likeness);
            }
        }

        return best;
    }

    private static List<PassageWords> Words(IReadOnlyList<ReportPassage> passages, int start, int end) => [.. Enumerable.Range(start, end - start).Select(place => PassageWords.Of(passages[place]))];
}
