using System.Globalization;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Words;

/// <summary>What a quote's line of evidence says beside the price: how far it can be compared, what the days before say, and how old it is. What is not known is not said.</summary>
internal static class QuoteNotes
{
    public static string Of(ReportLanguage language, QuoteFigures quote) =>
        string.Concat(All(language, quote).Select(note => language.Say("；", "; ") + note));

    private static IEnumerable<string> All(ReportLanguage language, QuoteFigures quote)
    {
        if (quote.BasePaid is { } paid)
        {
            yield return quote.Split is { } split
                ? language.Say($"按 {Figures.Date(split.Date)} 的 {split.Ratio} 拆股换算（原价 {Figures.Price(paid)}）", $"compared after the split {split.Ratio} of {Figures.Date(split.Date)} (paid: {Figures.Price(paid)})")
                : language.Say($"按复权价比较（原价 {Figures.Price(paid)}）", $"compared by adjusted closes (paid: {Figures.Price(paid)})");
        }

        if (quote.SuspectedSplit is { } suspected)
        {
            yield return language.Say($"{Figures.Date(suspected.Date)} 可能发生了 {suspected.Ratio} 拆股，此前价格不作比较", $"possibly a split {suspected.Ratio} on {Figures.Date(suspected.Date)}, earlier prices are not compared");
        }

        if (quote.Benchmark is { } index)
        {
            yield return language.Say($"同期 {index.Symbol} {Figures.Percent(index.Percent)}，相差 {Points(index.Difference)} 个百分点", $"{index.Symbol} {Figures.Percent(index.Percent)}, a difference of {Points(index.Difference)} points");
        }

        if (quote.Statistics is { } statistics)
        {
            foreach (var note in Of(language, statistics))
            {
                yield return note;
            }
        }

        if (quote.MissedDays is { } missed)
        {
            yield return language.Say($"数据陈旧：缺少其后 {missed} 个交易日", $"old: {missed} later trading days are missing");
        }
    }

    private static IEnumerable<string> Of(ReportLanguage language, QuoteStatistics statistics)
    {
        (int Days, decimal? Mean)[] averages = [(20, statistics.Average20), (50, statistics.Average50), (200, statistics.Average200)];
        var known = averages.Where(static average => average.Mean is not null).ToList();
        if (known.Count > 0)
        {
            yield return language.Say(
                string.Join("、", known.Select(static average => string.Create(CultureInfo.InvariantCulture, $"{average.Days}日均价 {Figures.Price(average.Mean!.Value)}"))),
                string.Join(", ", known.Select(static average => string.Create(CultureInfo.InvariantCulture, $"{average.Days}-day average {Figures.Price(average.Mean!.Value)}"))));
        }

        if (statistics is { YearLow: not null, YearHigh: not null })
        {
            yield return language.Say($"52周区间 {Figures.Range(statistics.YearLow, statistics.YearHigh)}", $"52-week range {Figures.Range(statistics.YearLow, statistics.YearHigh)}");
        }

        if (statistics.AverageVolume is { } volume)
        {
            yield return language.Say($"20日平均成交量 {Figures.Volume(volume)}", $"20-day average volume {Figures.Volume(volume)}");
        }

        if (statistics.Volatility is { } volatility)
        {
            var percent = volatility.ToString("0.00", CultureInfo.InvariantCulture);
            yield return language.Say($"年化波动率 {percent}%", $"volatility {percent}% a year");
        }
    }

    private static string Points(decimal value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
