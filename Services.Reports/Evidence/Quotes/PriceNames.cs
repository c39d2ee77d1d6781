using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>What providers call the columns of a price file.</summary>
internal static partial class PriceNames
{
    private const int Longest = 100;

    /// <summary>Codes of currencies, as a pattern.</summary>
    public const string Currencies = "USD|USDT|USDC|EUR|GBP|GBX|CHF|JPY|CNY|CNH|RMB|HKD|TWD|KRW|INR|AUD|CAD|NZD|SGD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|RUB|TRY|ILS|THB|IDR";

    /// <summary>Each column's names, the surest first; where a file has several of one column, the surest is taken.</summary>
    public static IReadOnlyList<(PriceColumn Column, string[] Names)> All { get; } =
    [
        Of(PriceColumn.Date, "date", "datetime", "timestamp", "tradedate", "tradingdate", "tradingday", "day", "datum", "日期", "交易日期", "交易日", "fecha", "data", "дата", "日付", "日付け", "날짜", "일자",
            "time", "时间", "gmttime", "utctime", "localtime", "opentime", "utc", "unix", "unixtime", "epoch"),
        Of(PriceColumn.Time, "time", "时间"),
        Of(PriceColumn.Open, "open", "openprice", "openingprice", "开盘", "开盘价", "开", "開盤", "開盤價", "開市", "開市價", "eröffnung", "eröffnungskurs", "eröffn", "erster", "ouverture", "ouv", "apertura", "abertura",
            "откр", "открытие", "始値", "시가", "오픈", "otwarcie", "openingskoers"),
        Of(PriceColumn.High, "high", "highprice", "dayhigh", "最高", "最高价", "最高價", "高", "hoch", "tageshoch", "plushaut", "máximo", "máxima", "massimo", "макс", "максимум", "高値", "고가", "najwyższy", "najwyzszy", "hoog", "max"),
        Of(PriceColumn.Low, "low", "lowprice", "daylow", "最低", "最低价", "最低價", "低", "tief", "tagestief", "plusbas", "mínimo", "mínima", "minimo", "мин", "минимум", "安値", "저가", "najniższy", "najnizszy", "laag", "min"),
        Of(PriceColumn.Close, "close", "closelast", "closeprice", "closingprice", "last", "lastprice", "price", "收盘", "收盘价", "收盤", "收盤價", "收市", "收市價", "schluss", "schlusskurs", "zuletzt", "clôture", "dernier",
            "cierre", "último", "chiusura", "fechamento", "fecho", "закрытие", "цена", "終値", "종가", "zamknięcie", "zamkniecie", "slotkoers", "laatste", "pxlast", "nav"),
        Of(PriceColumn.Volume, "volume", "vol", "volumetraded", "tradedvolume", "成交量", "交易量", "volumen", "stück", "stücke", "объём", "出来高", "거래량", "wolumen"),
        Of(PriceColumn.Symbol, "symbol", "ticker", "代码", "股票代码", "证券代码", "代碼"),
        Of(PriceColumn.Split, "split", "splits", "stocksplit", "stocksplits", "splitfactor", "splitratio", "splitcoefficient", "拆股", "拆股比例"),
        Of(PriceColumn.Currency, "currency", "ccy", "货币", "币种", "貨幣", "währung", "devise", "moneda", "valuta"),
    ];

    /// <summary>Closes that later dividends and splits have been taken off, and so are no prices that anybody paid on their day.</summary>
    public static IReadOnlyList<string> Adjusted { get; } = ["adjclose", "adjustedclose", "closeadj", "closeadjusted", "adjcloseprice", "adjustedcloseprice", "复权收盘价", "前复权收盘价"];

    /// <summary>"1. open", "&lt;CLOSE&gt;", "Close/Last", "Close (USD)", "Close USD" and "close_price" are what their letters say, without accents.</summary>
    public static string Plain(string name) => name.Length > Longest ? "" :
        NoLetters().Replace(MonthNames.WithoutMarks(InCurrency().Replace(InBrackets().Replace(name, ""), "")), "").ToLowerInvariant();

    private static (PriceColumn Column, string[] Names) Of(PriceColumn column, params string[] names) => (column, [.. names.Select(Plain).Distinct()]);

    [GeneratedRegex(@"[^\p{L}]", RegexOptions.CultureInvariant)]
    private static partial Regex NoLetters();

    [GeneratedRegex(@"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();

    // A currency or a zone behind the name; not that of a volume: one in money is another number than one in shares.
    [GeneratedRegex(@"(?<!\A\W*vol.*)[\s_,./\-]+(?:" + Currencies + @"|UTC|GMT)\W*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InCurrency();
}
