using DiffPlex;
using Nanobot.Contracts.Reports;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>Tells the words of changed paragraphs apart, for as long as that takes little: in all of a comparison so many pairs of words at most.</summary>
internal sealed class WordComparison
{
    public const string Same = "same";
    public const string Added = "added";
    public const string Removed = "removed";

    /// <summary>Most pairs of words that are looked at: some tens of milliseconds.</summary>
    public const long MostPairs = 4_000_000;

    private long _pairs;

    /// <summary>Paragraphs that were left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>What stayed, went and came; null where it is left out.</summary>
    public IReadOnlyList<TextSpan>? Of(string from, string to)
    {
        var pairs = (long)WordChunker.Instance.Chunk(from).Count * WordChunker.Instance.Chunk(to).Count;
        if (_pairs + pairs > MostPairs)
        {
            LeftOut++;
            return null;
        }

        _pairs += pairs;
        var result = Differ.Instance.CreateDiffs(from, to, ignoreWhiteSpace: false, ignoreCase: false, WordChunker.Instance);
        var (spans, at) = (new List<TextSpan>(), 0);
        foreach (var block in result.DiffBlocks)
        {
            Add(spans, Same, result.PiecesOld, at, block.DeleteStartA);
            at = block.DeleteStartA + block.DeleteCountA;
            Add(spans, Removed, result.PiecesOld, block.DeleteStartA, at);
            Add(spans, Added, result.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
        }

        Add(spans, Same, result.PiecesOld, at, result.PiecesOld.Count);
        return spans;
    }

    private static void Add(List<TextSpan> spans, string kind, IReadOnlyList<string> words, int from, int to)
    {
        if (to > from)
        {
            spans.Add(new TextSpan(kind, string.Concat(words.Skip(from).Take(to - from))));
        }
    }
}
