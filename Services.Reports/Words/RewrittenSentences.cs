using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words;

/// <summary>The model's answer to a <see cref="ReportPrompt.ToRewrite"/>: lines that begin with the number of a sentence.</summary>
internal static partial class RewrittenSentences
{
    /// <param name="answer">The answer.</param>
    /// <param name="evidence">What the sentences are held against again.</param>
    /// <param name="count">How many sentences there were.</param>
    /// <returns>By place, from 0 on, those that hold now. What does not is not asked for again, and what is left out is no sentence.</returns>
    public static IReadOnlyDictionary<int, IReadOnlyList<DraftSentence>> Read(string answer, EvidenceFacts evidence, int count)
    {
        var rewritten = new Dictionary<int, IReadOnlyList<DraftSentence>>();
        foreach (var line in Numbered().Matches(answer.ReplaceLineEndings("\n")).Cast<Match>())
        {
            var place = int.Parse(line.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) - 1;
            if (place < 0 || place >= count)
            {
                continue;
            }

            var sentences = WordsCheck.Read(line.Groups["text"].Value, evidence).Paragraphs.SelectMany(static paragraph => paragraph).ToList();
            if (!WordsCheck.SaysSomething(line.Groups["text"].Value))
            {
                rewritten[place] = [];
            }
            else if (sentences.Exists(static sentence => sentence.Fault is null))
            {
                rewritten[place] = [.. sentences.Where(static sentence => sentence.Fault is null)];
            }
        }

        return rewritten;
    }

    [GeneratedRegex(@"^[ \t]*(?:REWRITE[ ])?(?<number>\d{1,2})(?:[.)][ \t]+|[、:：][ \t]*)(?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Numbered();
}
