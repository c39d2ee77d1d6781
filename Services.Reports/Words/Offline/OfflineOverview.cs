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
            if (Counts().Match(text) is { Success: true } counts)
            {
                yield return Counted(counts, heading, voice, number);
            }
            else if (News().Match(text) is { Success: true } news)
            {
                yield return voice.Sentence($"本摘要收录 {news.Groups["feeds"].Value} 个来源的 {news.Groups["headlines"].Value} 条新闻", $"This digest has {text}", number);
            }

            if (Most(Gain().Match(text), Loss().Match(text), voice, number) is { } most)
            {
                yield return most;
            }
        }
    }

    private static string Counted(Match counts, string heading, OfflineVoice voice, int number)
    {
        var (all, rose, fell) = (counts.Groups["all"].Value, counts.Groups["rose"].Value, counts.Groups["fell"].Value);
        var day = Day().Match(heading).Value;
        var (when, whenZh) = day.Length == 0 ? ("", "") : heading.Contains("week", StringComparison.Ordinal) || heading.Contains('周') ? ($" in the week to {day}", $"截至 {day} 的一周") : ($" on {day}", $"{day} ");
        return rose == all ? voice.Sentence($"{whenZh}{all} 个代码全部上涨", $"All {all} symbols rose{when}", number)
            : fell == all ? voice.Sentence($"{whenZh}{all} 个代码全部下跌", $"All {all} symbols fell{when}", number)
            : (int.Parse(rose, CultureInfo.InvariantCulture) - int.Parse(fell, CultureInfo.InvariantCulture)) switch
            {
                > 0 => voice.Sentence($"{whenZh}涨多跌少：{all} 个代码中 {rose} 个上涨，{fell} 个下跌", $"More rose than fell{when}: of {all} symbols, {rose} rose and {fell} fell", number),
                < 0 => voice.Sentence($"{whenZh}跌多涨少：{all} 个代码中 {fell} 个下跌，{rose} 个上涨", $"More fell than rose{when}: of {all} symbols, {fell} fell and {rose} rose", number),
                _ => voice.Sentence($"{whenZh}涨跌各半：{all} 个代码中 {rose} 个上涨，{fell} 个下跌", $"The list was divided{when}: of {all} symbols, {rose} rose and {fell} fell", number),
            };
    }

    private static string? Most(Match gain, Match loss, OfflineVoice voice, int number)
    {
        var (up, upZh) = (Said(gain, "gained"), gain.Success ? $"涨幅最大的是 {gain.Groups["symbol"].Value}（{gain.Groups["percent"].Value}）" : "");
        var (down, downZh) = (Said(loss, "lost"), loss.Success ? $"跌幅最大的是 {loss.Groups["symbol"].Value}（{loss.Groups["percent"].Value}）" : "");
        return up.Length + down.Length == 0 ? null
            : voice.Sentence(upZh + (upZh.Length > 0 && downZh.Length > 0 ? "，" : "") + downZh, up + (up.Length > 0 && down.Length > 0 ? ", while " : "") + down, number);
    }

    private static string Said(Match most, string moved) => most.Success ? $"{most.Groups["symbol"].Value} {moved} most ({most.Groups["percent"].Value})" : "";

    [GeneratedRegex(@"of (?<all>\d+) symbols (?<rose>\d+) rose and (?<fell>\d+) fell|(?<all>\d+) 个代码中 (?<rose>\d+) 个上涨，(?<fell>\d+) 个下跌", RegexOptions.CultureInvariant)]
    private static partial Regex Counts();

    [GeneratedRegex(@"\A(?<headlines>\d+) headlines from \d+ feeds?|\A(?<feeds>\d+) 个来源的 (?<headlines>\d+) 条新闻", RegexOptions.CultureInvariant)]
    private static partial Regex News();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(@"(?:largest gain: |涨幅最大：)(?<symbol>\S+) (?<percent>\+[\d.,]+%)", RegexOptions.CultureInvariant)]
    private static partial Regex Gain();

    [GeneratedRegex(@"(?:largest loss: |跌幅最大：)(?<symbol>\S+) (?<percent>-[\d.,]+%)", RegexOptions.CultureInvariant)]
    private static partial Regex Loss();
}
