using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words;

/// <summary>
/// Holds the model's words against the evidence, sentence by sentence. A sentence stays when each citation exists and
/// each number is in the evidence that it cites, or, where it cites none, in any.
/// </summary>
internal static partial class WordsCheck
{
    /// <param name="words">The model's answer.</param>
    /// <param name="evidence">The evidence; entry 0 is E1.</param>
    public static CheckedWords Apply(string words, IReadOnlyList<string> evidence)
    {
        var numbers = evidence.Select(NumberScanner.Scan).ToList();
        var paragraphs = new List<string>();
        var removed = 0;
        foreach (var line in words.ReplaceLineEndings("\n").Split('\n'))
        {
            var paragraph = new StringBuilder();
            foreach (var sentence in Sentences(Clean(line)))
            {
                if (IsBacked(sentence, numbers))
                {
                    paragraph.Append(sentence);
                }
                else
                {
                    removed++;
                }
            }

            if (paragraph.ToString().Trim() is { Length: > 0 } text)
            {
                paragraphs.Add(text);
            }
        }

        return new CheckedWords(paragraphs, removed);
    }

    /// <summary>Whether a text has a letter or a digit beside its citations.</summary>
    public static bool SaysSomething(string words) => Citation().Replace(words, "").EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static bool IsBacked(string sentence, List<IReadOnlyList<NumberToken>> numbers)
    {
        var cited = new List<int>();
        foreach (Match citation in Citation().Matches(sentence))
        {
            if (!int.TryParse(citation.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > numbers.Count)
            {
                return false;
            }

            cited.Add(number - 1);
        }

        var backing = cited.Count > 0 ? cited.SelectMany(index => numbers[index]).ToList() : numbers.SelectMany(static found => found).ToList();
        return NumberScanner.Scan(Citation().Replace(sentence, " ")).All(stated => backing.Exists(found => stated.IsBackedBy(found)));
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

    [GeneratedRegex(@".+?(?:[。！？]|[.!?](?=[""'”’)）]*(?:\s|\[E|$))|$)[""'”’)）]*(?:\s*\[E\d+\])*[.。]?", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    [GeneratedRegex(@".+?(?:[。！？]|[.!?](?=[""'”’)）]*(?:\s|$))|$)[""'”’)）]*", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceWithoutTail();

    [GeneratedRegex(@"\A(?:#{1,6}\s+|>\s*|[-*+•]\s+|\d{1,2}[.)]\s+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\*{1,3}|_{2,3}|`+", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();
}
