using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Words.Checking;

namespace Nanobot.Services.Reports.Words;

/// <summary>
/// Holds the model's words against the evidence, sentence by sentence. A sentence stays when each citation exists and each number, unit, date, symbol, quotation and word of movement is in the evidence
/// that it cites, or, where it cites none, in any.
/// </summary>
internal static partial class WordsCheck
{
    private const int LongestSentence = 4000;

    /// <param name="words">The model's answer.</param>
    /// <param name="evidence">The evidence.</param>
    public static WordsDraft Read(string words, EvidenceFacts evidence) => new(
    [
        .. words.ReplaceLineEndings("\n").Split('\n').Select(line => (IReadOnlyList<DraftSentence>)[.. Sentences(Clean(line)).Select(sentence => Check(sentence, evidence))])
            .Where(static sentences => sentences.Count > 0),
    ]);

    /// <summary>Whether a text has a letter or a digit beside its citations.</summary>
    public static bool SaysSomething(string words) => Citation().Replace(words, "").EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static DraftSentence Check(string sentence, EvidenceFacts evidence)
    {
        if (sentence.Length > LongestSentence)
        {
            return new DraftSentence(sentence, Fault.Number("…"));
        }

        // Too many digits for a number are no number of a piece of evidence.
        var cited = Citation().Matches(sentence).Select(static match => int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        return new DraftSentence(sentence, evidence.Check(Citation().Replace(sentence, " "), cited));
    }

    private static IEnumerable<string> Sentences(string line)
    {
        // Citations after a full stop belong to the sentence before it, unless the writer puts them in front.
        var pattern = line.StartsWith("[E", StringComparison.Ordinal) ? SentenceWithoutTail() : Sentence();
        return pattern.Matches(line).Select(static match => match.Value).Where(static sentence => !string.IsNullOrWhiteSpace(sentence));
    }

    // The report has its own form: marks of headings, lists and emphasis are not part of the words.
    private static string Clean(string line) => Emphasis().Replace(Marker().Replace(line.Trim(), ""), "");

    [GeneratedRegex(@"\[E(\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();

    // A full stop behind an abbreviation, or before a small letter or a digit, ends nothing.
    [GeneratedRegex(@".+?(?:[。！？]|(?<!\b(?:Inc|Corp|Co|Ltd|vs|approx|U\.S|U\.K|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Mr|Ms|Dr|St))\.(?=[""'”’)）]*(?:\s(?!\s*[a-z])|\[E|$))|[!?](?=[""'”’)）]*(?:\s|\[E|$))|$)[""'”’)）]*(?:\s*\[E\d+\])*[.。]?", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    [GeneratedRegex(@".+?(?:[。！？]|(?<!\b(?:Inc|Corp|Co|Ltd|vs|approx|U\.S|U\.K|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Mr|Ms|Dr|St))\.(?=[""'”’)）]*(?:\s(?!\s*[a-z])|$))|[!?](?=[""'”’)）]*(?:\s|$))|$)[""'”’)）]*", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceWithoutTail();

    [GeneratedRegex(@"\A(?:#{1,6}\s+|>\s*|[-*+•]\s+|\d{1,2}[.)]\s+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\*{1,3}|_{2,3}|`+", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();
}
