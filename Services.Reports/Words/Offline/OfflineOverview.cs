using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Offline;

/// <summary>How the offline model begins: how many rose and fell, and which most.</summary>
internal static partial class OfflineOverview
{
    public static IEnumerable<string> Sentences(OfflineEvidence evidence, OfflineVoice voice)
    {
        foreach (var (number, heading, text) in evidence.About("概览", "Overview"))
        {
            if (Counts().Match(text) is not { Success: true } counts)
            {
                continue;
            }

            yield return Counted(counts, Day().Match(heading).Value, voice, number);
            var (gain, loss) = (Gain().Match(text), Loss().Match(text));
            if (gain.Success && loss.Success)
            {
                yield return voice.Sentence($"涨幅最大的是 {gain.Groups["symbol"].Value}（{gain.Groups["percent"].Value}），跌幅最大的是 {loss.Groups["symbol"].Value}（{loss.Groups["percent"].Value}）",
                    $"{gain.Groups["symbol"].Value} gained most ({gain.Groups["percent"].Value}), while {loss.Groups["symbol"].Value} lost most ({loss.Groups["percent"].Value})", number);
            }
        }
    }

    private static string Counted(Match counts, string day, OfflineVoice voice, int number)
    {
        var (all, rose, fell) = (counts.Groups["all"].Value, counts.Groups["rose"].Value, counts.Groups["fell"].Value);
        var (on, onZh) = day.Length == 0 ? ("", "") : ($" on {day}", $"{day} ");
        return rose == all ? voice.Sentence($"{onZh}{all} 个代码全部上涨", $"All {all} symbols rose{on}", number)
            : fell == all ? voice.Sentence($"{onZh}{all} 个代码全部下跌", $"All {all} symbols fell{on}", number)
            : (int.Parse(rose, CultureInfo.InvariantCulture) - int.Parse(fell, CultureInfo.InvariantCulture)) switch
            {
                > 0 => voice.Sentence($"{onZh}涨多跌少：{all} 个代码中 {rose} 个上涨，{fell} 个下跌", $"More rose than fell{on}: of {all} symbols, {rose} rose and {fell} fell", number),
                < 0 => voice.Sentence($"{onZh}跌多涨少：{all} 个代码中 {fell} 个下跌，{rose} 个上涨", $"More fell than rose{on}: of {all} symbols, {fell} fell and {rose} rose", number),
                _ => voice.Sentence($"{onZh}涨跌各半：{all} 个代码中 {rose} 个上涨，{fell} 个下跌", $"The list was divided{on}: of {all} symbols, {rose} rose and {fell} fell", number),
            };
    }

    [GeneratedRegex(@"of (?<all>\d+) symbols (?<rose>\d+) rose and (?<fell>\d+) fell|(?<all>\d+) 个代码中 (?<rose>\d+) 个上涨，(?<fell>\d+) 个下跌", RegexOptions.CultureInvariant)]
    private static partial Regex Counts();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(@"(?:largest gain: |涨幅最大：)(?<symbol>\S+) (?<percent>\+[\d.,]+%)", RegexOptions.CultureInvariant)]
    private static partial Regex Gain();

    [GeneratedRegex(@"(?:largest loss: |跌幅最大：)(?<symbol>\S+) (?<percent>-[\d.,]+%)", RegexOptions.CultureInvariant)]
    private static partial Regex Loss();
}
