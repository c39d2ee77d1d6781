using DiffPlex;
using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>
/// Compares what two reports say, paragraph by paragraph, and word by word where a paragraph was changed. DiffPlex (Myers' algorithm) finds what stayed; what only one of them has cannot have, and is not
/// looked at, so that two reports that share little are compared as fast as two that share all.
/// </summary>
internal static class TextComparison
{
    /// <summary>Most characters of a report: reports have 50,000.</summary>
    public const int MaximumCharacters = 512 * 1024;

    /// <summary>Most paragraphs that both have: the time grows with the product of these and of those that stand elsewhere.</summary>
    public const int MaximumShared = 3_000;

    public static ComparedText Of(IReadOnlyList<ReportPassage> from, IReadOnlyList<ReportPassage> to)
    {
        if (from.Sum(static one => one.Text.Length) > MaximumCharacters || to.Sum(static one => one.Text.Length) > MaximumCharacters)
        {
            return new ComparedText(true, 0, [], 0);
        }

        var (before, after) = (from.Select(static one => one.Text).ToHashSet(StringComparer.Ordinal), to.Select(static one => one.Text).ToHashSet(StringComparer.Ordinal));
        var (there, here) = (Places(from, after), Places(to, before));
        if (there.Count > MaximumShared || here.Count > MaximumShared)
        {
            return new ComparedText(true, 0, [], 0);
        }

        var (changes, words, (start, end)) = (new List<TextChange>(), new WordComparison(), (0, 0));
        var kept = Kept(from, there, to, here);
        foreach (var (left, right) in kept.Append((from.Count, to.Count)))
        {
            changes.AddRange(TextPairs.Of(from, start, left, to, end, right, words));
            (start, end) = (left + 1, right + 1);
        }

        return new ComparedText(false, kept.Count, changes, words.LeftOut);
    }

    private static List<int> Places(IReadOnlyList<ReportPassage> passages, HashSet<string> others) =>
        [.. Enumerable.Range(0, passages.Count).Where(place => others.Contains(passages[place].Text))];

    // The places of what stayed, in both.
    private static List<(int From, int To)> Kept(IReadOnlyList<ReportPassage> from, List<int> there, IReadOnlyList<ReportPassage> to, List<int> here)
    {
        var result = Differ.Instance.CreateDiffs(Joined(from, there), Joined(to, here), ignoreWhiteSpace: false, ignoreCase: false, PassageChunker.Instance);
        var (kept, left, right) = (new List<(int, int)>(), 0, 0);
        foreach (var block in result.DiffBlocks)
        {
            while (left < block.DeleteStartA)
            {
                kept.Add((there[left++], here[right++]));
            }

            (left, right) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        while (left < there.Count)
        {
            kept.Add((there[left++], here[right++]));
        }

        return kept;
    }

    private static string Joined(IReadOnlyList<ReportPassage> passages, List<int> places) => string.Join(PassageChunker.Border, places.Select(place => passages[place].Text));
}
