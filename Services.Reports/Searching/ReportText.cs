using System.Text;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Searching;

/// <summary>What a report says, as it is kept to be searched.</summary>
/// <param name="Said">Title, text, headlines and symbols in Unicode's composed form (NFC), with <see cref="Border"/> between them: also what a shortened report has left out is found.</param>
/// <param name="Symbols">Those that its evidence has figures of, in upper case.</param>
internal sealed record ReportText(string Said, IReadOnlyList<string> Symbols)
{
    /// <summary>Between the parts: no words that are looked for have it, so that none is found over a border.</summary>
    public const char Border = '\u001e';

    /// <summary>Most characters of a part. What is behind is not found; reports have 50,000 at most.</summary>
    public const int LongestPart = 200_000;

    /// <summary>What the parts are called, in their order.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["title", "text", "headline", "symbol"];

    public static ReportText Of(string markdown, EvidenceSnapshot? evidence)
    {
        var passages = ReportPassages.Of(markdown);
        List<string> symbols = [.. (evidence?.Quotes ?? []).Select(static quote => quote.Symbol.ToUpperInvariant()).Distinct()];
        return new ReportText(string.Join(Border,
            Part([passages.Title]),
            Part(passages.All.Select(static passage => passage.Text)),
            Part((evidence?.Headlines ?? []).Select(static headline => headline.Title)),
            Part(symbols)).Normalize(NormalizationForm.FormC), symbols);
    }

    private static string Part(IEnumerable<string> lines) =>
        TextCut.Beginning(string.Join('\n', lines.Select(static line => PlainText.Line(line, LongestPart))), LongestPart);
}
