namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// The days of a price list in terms of its last day: what splits, and where its source has it dividends, have taken off since is taken off. Where a price jumps like in a split and
/// nothing says that there was one, the days before it are not compared with those from it on.
/// </summary>
internal sealed class PriceSeries
{
    // Beside the split, a price moves a little by its opening, and more by its close.
    private const decimal DaysMove = 0.15m;
    private readonly IReadOnlyList<PriceRow> _rows;
    private readonly decimal[]? _divisors;
    private readonly bool _hasAdjusted;
    private readonly decimal _last = 1;

    public PriceSeries(IReadOnlyList<PriceRow> rows)
    {
        _rows = rows;
        _hasAdjusted = rows[^1].Adjusted is not null;
        if (_hasAdjusted)
        {
            _last = rows[^1].Close == rows[^1].Adjusted ? 1 : rows[^1].Close / rows[^1].Adjusted!.Value;
        }
        else if (Shown(rows) is { Count: > 0 } splits)
        {
            Splits = splits;
            _divisors = Divisors(rows, splits);
        }

        for (var i = rows.Count - 1; i > 0 && Suspected is null; i--)
        {
            (Suspected, ComparableFrom) = Jump(i) is { } ratio ? (new QuoteSplit(rows[i].Date, SplitRatio.Name(ratio)), i) : (null, 0);
        }
    }

    public int Count => _rows.Count;

    /// <summary>Whether its source gives adjusted closes.</summary>
    public bool IsAdjusted => _hasAdjusted;

    /// <summary>The splits that were taken off.</summary>
    public IReadOnlyList<(int Index, decimal Ratio)> Splits { get; } = [];

    /// <summary>The last jump that looks like a split of which nothing is said.</summary>
    public QuoteSplit? Suspected { get; }

    /// <summary>The first day that can be compared with the last.</summary>
    public int ComparableFrom { get; }

    public PriceRow Row(int index) => _rows[index];

    /// <summary>The close of a day in terms of the last.</summary>
    public decimal Close(int index) => Value(index, _rows[index].Close);

    public decimal? Low(int index) => _rows[index].Low is { } low ? Value(index, low) : null;

    public decimal? High(int index) => _rows[index].High is { } high ? Value(index, high) : null;

    /// <summary>Whether the shares of some days are the same: no split lies within, as far as prices show.</summary>
    public bool AreSharesTheSame(int from, int to)
    {
        const decimal Slack = 1.2m;
        for (var i = from; i < to; i++)
        {
            var (here, there) = (Close(i) / _rows[i].Close, Close(i + 1) / _rows[i + 1].Close);
            if (here == 0 || there / here is > Slack or < 1 / Slack)
            {
                return false;
            }
        }

        return true;
    }

    private decimal Value(int index, decimal price) => _hasAdjusted ? price / _rows[index].Close * _rows[index].Adjusted!.Value * _last
        : _divisors is not null && _divisors[index] is not 1 and var divisor ? price / divisor
        : price;

    // Some sources have taken splits off their closes and list them all the same: what counts is whether the closes show it.
    private static List<(int Index, decimal Ratio)> Shown(IReadOnlyList<PriceRow> rows)
    {
        var shown = new List<(int, decimal)>();
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Split is { } ratio && Math.Abs(Math.Log((double)rows[i - 1].Close / (double)rows[i].Close / (double)ratio)) < Math.Abs(Math.Log((double)rows[i - 1].Close / (double)rows[i].Close)))
            {
                shown.Add((i, ratio));
            }
        }

        return shown;
    }

    private static decimal[] Divisors(IReadOnlyList<PriceRow> rows, List<(int Index, decimal Ratio)> splits)
    {
        // Beyond that nothing is said of what was so long ago.
        const decimal Furthest = 1e6m;
        var (divisors, divisor) = (new decimal[rows.Count], 1m);
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            divisors[i] = divisor;
            divisor = splits.Find(split => split.Index == i) is { Ratio: > 0 and var ratio } && divisor * ratio is > 1 / Furthest and < Furthest and var next ? next : divisor;
        }

        return divisors;
    }

    private decimal? Jump(int index)
    {
        var (before, after) = (Close(index - 1), Close(index));
        if (_rows[index].Open is not { } open)
        {
            return SplitRatio.LookedLike(before, after);
        }

        return SplitRatio.LookedLike(before, Value(index, open)) is { } ratio && SplitRatio.AreNear(before, after) && Math.Abs((before / after / ratio) - 1) <= DaysMove ? ratio : null;
    }
}
