using Nanobot.Contracts.Reports;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>The same difference, read from the other side.</summary>
internal static class TextMirror
{
    public static ComparedText Of(ComparedText text) => text with { Changes = [.. text.Changes.Select(Of)] };

    private static TextChange Of(TextChange change) => new(
        change.Kind switch { TextPairs.Added => TextPairs.Removed, TextPairs.Removed => TextPairs.Added, _ => change.Kind },
        change.Section, change.To, change.From, change.Words is { } words ? Of(words) : null);

    // What went stands before what came in its place.
    private static List<TextSpan> Of(IReadOnlyList<TextSpan> words)
    {
        var spans = new List<TextSpan>();
        foreach (var span in words)
        {
            if (span.Kind == WordComparison.Added && spans.Count > 0 && spans[^1].Kind == WordComparison.Added)
            {
                spans.Insert(spans.Count - 1, span with { Kind = WordComparison.Removed });
            }
            else
            {
                spans.Add(span with { Kind = span.Kind switch { WordComparison.Added => WordComparison.Removed, WordComparison.Removed => WordComparison.Added, _ => span.Kind } });
            }
        }

        return spans;
    }
}
