using System.Globalization;
using Nanobot.Services.Reports.Words;
using Xunit.Abstractions;

namespace Nanobot.Services.Reports.Tests.Words.Proof;

/// <summary>
/// Answers with one wrong number, date, sign, unit, direction, figure, symbol or quotation each, and as many right ones. How many are tried is in the environment variable <c>WORDS_ANSWERS</c>, from
/// which seed in <c>WORDS_SEED</c>.
/// </summary>
public sealed class WordsProofTests(ITestOutputHelper output)
{
    private const int Few = 1000;
    private const double FewestCaught = 0.995;
    private const double MostFalse = 0.01;

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    [Fact]
    public void Wrong_sentences_are_caught_and_right_ones_stay()
    {
        var (count, seed) = (Number("WORDS_ANSWERS", Few), Number("WORDS_SEED", 1));
        var missed = new List<string>();
        var refused = new List<string>();
        var tried = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var one = new ProofCase(seed + i);
            tried[one.What] = tried.GetValueOrDefault(one.What) + 1;
            if (WordsCheck.Read(one.Right.ToString(), one.Facts).Faulty is [var wrongly, ..])
            {
                refused.Add($"{seed + i}: {one.Right} ({wrongly.Fault!.Reason})");
            }

            if (WordsCheck.Read(one.Wrong, one.Facts).Faulty.Count == 0)
            {
                missed.Add($"{seed + i}: {one.What}: {one.Wrong}  (right: {one.Right})");
            }
        }

        output.WriteLine($"{count} wrong sentences ({string.Join(", ", tried.Select(static kind => $"{kind.Key} {kind.Value}"))}): {count - missed.Count} caught, {missed.Count} missed; {count} right ones: {refused.Count} refused");
        foreach (var line in missed.Concat(refused).Take(20))
        {
            output.WriteLine(line);
        }

        Assert.True(count - missed.Count >= FewestCaught * count, $"{missed.Count} of {count} missed");
        Assert.True(refused.Count <= MostFalse * count, $"{refused.Count} of {count} refused");
    }

    [Fact]
    public void Whatever_a_model_says_is_read()
    {
        var random = new Random(Number("WORDS_SEED", 1));
        var evidence = new ProofCase(1);
        string[] pieces =
        [
            "AAPL", "TSLA", "$", "169.23", "-", "+", "%", " ", ",", ".", "。", "，", "[E1]", "[E2]", "[E", "]", "1e9", "99999999999999999999999999999", "rose", "fell", " up ", "上涨", "跌", "百分之", "五", "十", "日", "月", "年",
            "2026-13-45", "December 45", "(", ")", "“", "”", "\"", "unlike ", " and ", "和", "\ud800", "\u202e", "½", "Friday", "周八", "12:99", "\n", "1. ", "**", "_", "closed at", "between", "to", "at", "shares", "股", "not ", "没有", "volume",
        ];
        for (var i = 0; i < Number("WORDS_ANSWERS", Few); i++)
        {
            var answer = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)]));

            var draft = WordsCheck.Read(answer, evidence.Facts);

            Assert.All(draft.Paragraphs, Assert.NotEmpty);
            Assert.Equal(draft.Faulty.Count, draft.ToWords().Removed);
            RewrittenSentences.Read(answer, evidence.Facts, 3);
        }
    }
}
