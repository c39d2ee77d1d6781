using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>Makes one row a day, ascending, of rows in whatever order.</summary>
internal static class PriceDays
{
    private const int FurthestAhead = 366;

    public static List<PriceRow> Of(IEnumerable<(PriceRow Row, TimeSpan? Time)> rows, DateOnly today, List<Wording> remarks)
    {
        var days = new List<PriceRow>();
        var (ahead, several, contradicting) = (0, false, new List<DateOnly>());
        foreach (var day in rows.GroupBy(static row => row.Row.Date).OrderBy(static day => day.Key))
        {
            if (day.Key.DayNumber > today.DayNumber + FurthestAhead)
            {
                ahead += day.Count();
            }
            else if (day.Select(static row => row.Row with { Volume = null, Open = null }).Distinct().Count() == 1)
            {
                days.Add(day.First().Row with { Volume = day.Select(static row => row.Row.Volume).Distinct().Count() == 1 ? day.First().Row.Volume : null });
            }
            else if (day.Select(static row => row.Time).Distinct().Count() == day.Count())
            {
                several = true;
                days.Add(AtTheLast([.. day.OrderBy(static row => row.Time).Select(static row => row.Row)]));
            }
            else
            {
                // Which of them is right cannot be known.
                contradicting.Add(day.Key);
            }
        }

        remarks.AddRange(contradicting.Count > 0 ? [PriceWords.Contradicting(contradicting)] : []);
        remarks.AddRange(several ? [PriceWords.SeveralTimes] : []);
        remarks.AddRange(ahead > 0 ? [PriceWords.Future(ahead)] : []);
        return days;
    }

    // The last price closes the day so far. Whether volumes add up or run on cannot be seen.
    private static PriceRow AtTheLast(List<PriceRow> times) =>
        times[^1] with { Open = times[0].Open, High = times.Max(static row => row.High), Low = times.Min(static row => row.Low), Volume = null };
}
