using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>Which field of a line is which: names in any order, letter case and dress, as providers write them.</summary>
internal sealed partial class PriceHeader
{
    // Each column's names, the surest first; where a file has several of one column, the surest is taken.
    private static readonly (PriceColumn Column, string[] Names)[] Known =
    [
        (PriceColumn.Date, ["date", "datetime", "timestamp", "tradedate", "tradingdate", "tradingday", "day", "datum", "日期", "交易日期", "交易日", "time", "时间"]),
        (PriceColumn.Time, ["time", "时间"]),
        (PriceColumn.Open, ["open", "openprice", "openingprice", "开盘", "开盘价", "eröffnung", "eröffnungskurs", "erster", "ouverture"]),
        (PriceColumn.High, ["high", "highprice", "dayhigh", "最高", "最高价", "hoch", "tageshoch", "plushaut"]),
        (PriceColumn.Low, ["low", "lowprice", "daylow", "最低", "最低价", "tief", "tagestief", "plusbas"]),
        (PriceColumn.Close, ["close", "closelast", "closeprice", "closingprice", "last", "lastprice", "price", "收盘", "收盘价", "schluss", "schlusskurs", "clôture", "dernier"]),
        (PriceColumn.Volume, ["volume", "vol", "volumetraded", "tradedvolume", "成交量", "volumen", "stück", "stücke"]),
    ];

    private static readonly char[] Around = [' ', '\t', '"', '\'', '\u00A0'];
    private readonly Dictionary<PriceColumn, int> _at;

    private PriceHeader(Dictionary<PriceColumn, int> at, int fields, string? twice)
    {
        _at = at;
        Fields = fields;
        Twice = twice;
    }

    /// <summary>Fields of the line, up to the last with a name.</summary>
    public int Fields { get; }

    /// <summary>The name of a column that it has twice, or null.</summary>
    public string? Twice { get; }

    /// <summary>Reads a line that may be a header: one with a date and a closing price.</summary>
    public static PriceHeader? Find(string[] line)
    {
        var names = line.Select(Plain).ToArray();
        var at = new Dictionary<PriceColumn, int>();
        foreach (var (column, known) in Known)
        {
            var name = Array.Find(known, name => names.Contains(name) && !at.ContainsValue(Array.IndexOf(names, name)));
            if (name is not null)
            {
                at[column] = Array.IndexOf(names, name);
            }
        }

        if (!at.ContainsKey(PriceColumn.Date) || !at.ContainsKey(PriceColumn.Close))
        {
            return null;
        }

        var twice = line.Where((_, index) => at.ContainsValue(Array.IndexOf(names, names[index])) && Array.IndexOf(names, names[index]) != index).FirstOrDefault()?.Trim(Around);
        return new PriceHeader(at, Array.FindLastIndex(names, static name => name.Length > 0) + 1, twice);
    }

    /// <summary>The field of a column, without spaces and quotes around it; empty where the file has none.</summary>
    public string Field(string[] line, PriceColumn column) => _at.TryGetValue(column, out var index) && index < line.Length ? line[index].Trim(Around) : "";

    // "1. open", "<CLOSE>", "Close/Last", "Close (USD)" and "close_price" are what their letters say.
    private static string Plain(string name) => NoLetters().Replace(InBrackets().Replace(name, ""), "").ToLowerInvariant();

    [GeneratedRegex(@"[^\p{L}]", RegexOptions.CultureInvariant)]
    private static partial Regex NoLetters();

    [GeneratedRegex(@"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
