using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>A paragraph with its words in an order by which two are compared in one pass.</summary>
internal sealed record PassageWords(ReportPassage Passage, IReadOnlyList<string> Sorted)
{
    public static PassageWords Of(ReportPassage passage) =>
        new(passage, [.. WordChunker.Instance.Chunk(passage.Text).Where(static word => !string.IsNullOrWhiteSpace(word)).Order(StringComparer.Ordinal)]);

    /// <summary>Twice the words that both have, of all words of both (Dice's coefficient): 0 to 1.</summary>
    public double Likeness(PassageWords other)
    {
        var (shared, left, right) = (0, 0, 0);
        while (left < Sorted.Count && right < other.Sorted.Count)
        {
            var order = string.CompareOrdinal(Sorted[left], other.Sorted[right]);
            shared += order == 0 ? 1 : 0;
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }

        return Sorted.Count + other.Sorted.Count is > 0 and var all ? 2.0 * shared / all : 0;
    }
}
