using System.Text;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>What stands above and below prices: names of columns in other words, sentences, comments.</summary>
internal static class PriceHeaders
{
    private const string Header = "Date,Open,High,Low,Close,Volume\n";
    private const string Days = "2026-11-23,100.5,102,100,101,1100\n2026-11-24,101,103,100.5,102.01,1200\n";
    private const string First = "2026-11-23 101 100 102 1100";
    private const string Second = "2026-11-24 102.01 100.5 103 1200";

    // In the order of Header.
    private static readonly string[] Whole =
    [
        "Fecha;Apertura;Máximo;Mínimo;Último;Vol.", "Fecha;Apertura;Maximo;Minimo;Cierre;Volumen", "Data;Apertura;Massimo;Minimo;Ultimo;Vol.", "Data;Abertura;Máxima;Mínima;Fechamento;Vol.", "Date;Ouv.;Plus Haut;Plus Bas;Dernier;Vol.",
        "Datum;Eröffn.;Hoch;Tief;Zuletzt;Vol.", "Datum;Open;Hoog;Laag;Slotkoers;Volume", "Data;Otwarcie;Najwyższy;Najniższy;Zamknięcie;Wolumen", "Data;Otwarcie;Najwyzszy;Najnizszy;Zamkniecie;Wolumen", "Дата;Откр.;Макс.;Мин.;Цена;Объём",
        "日付け;始値;高値;安値;終値;出来高", "날짜;시가;고가;저가;종가;거래량", "日期;開盤;最高;最低;收盤;成交量", "日期;開市;高;低;收市;成交量", "Gmt time;Open;High;Low;Close;Volume", "Open time;Open;High;Low;Close;Volume", ";Open;High;Low;Close;Volume",
        "Date;Open USD;High USD;Low USD;Close USD;Volume", "Date;Open, EUR;High, EUR;Low, EUR;Close, EUR;Volume", "Date UTC;open_price;high_price;low_price;close_price;volume", "#Date;Open;High;Low;Close*;Volume", "Date (UTC);Open [$];High [$];Low [$];Close [$];Volume (shares)",
    ];

    public static IEnumerable<PriceDocument> All() =>
    [
        .. Whole.Select(static header => PriceDocument.Of($"the header '{header}'", header + "\n" + Days.Replace(',', ';'), First, Second)),
        .. Encodings().Select(static file => new PriceDocument($"a header in {file.Name} that nothing names", file.Bytes, file.Charset, [First, Second])),
        PriceDocument.Of("a header of two levels", "Price,Close,High,Low,Open,Volume\nTicker,ACME,ACME,ACME,ACME,ACME\nDate,,,,,\n2026-11-23,101,102,100,100.5,1100\n", First),
        PriceDocument.Of("volumes in money beside", "unix,date,symbol,open,high,low,close,Volume ACME,Volume USD\n1795392000,2026-11-23,ACME/USD,100.5,102,100,101,5,505\n", "2026-11-23 101 100 102 –"),
        PriceDocument.Remarked("adjusted closes alone", "Date,Open,High,Low,Adj Close,Volume\n2026-11-23,100.5,102,100,50.5,1100\n", "its closes are adjusted ones", "2026-11-23 50.5 – – 1100"),
        PriceDocument.Refused("a notice above the header", "\"For information only, without warranty, by the exchange\"\n" + Header + Days, "line 1: text or prices stand above the header (line 2)"),
        PriceDocument.Refused("a notice with commas above the header", "Delayed, for information only, date 2026-11-24\n\n" + Header + Days, "line 1: text or prices stand above the header (line 3)"),
        PriceDocument.Refused("a notice below comments", "# Symbol: ACME\n\nDelayed by a year\n" + Header + Days, "line 3: text or prices stand above the header (line 4)"),
        PriceDocument.Remarked("properties above the header", "# Symbol: ACME\n# Currency: USD\n# Exported 2026-11-24 09:00\n" + Header + Days, "3 comments passed over", First, Second),
        PriceDocument.Remarked("a hint to Excel that names nothing", "sep=\n" + Header + Days, "1 comment passed over", First, Second),
        PriceDocument.Remarked("comments between the rows", Header + Days.Replace("2026-11-24", "# a split\n// and a dividend\n2026-11-24", StringComparison.Ordinal), "2 comments passed over", First, Second),
        PriceDocument.Remarked("sentences below the prices", Header + Days + "\nSource: an exchange\nNo warranty, of any kind, is given, for, them\n", "text below the prices (from line 5) passed over", First, Second),
        PriceDocument.Refused("prices above the header", Days + Header + Days, "line 1: text or prices stand above the header (line 3)"),
        PriceDocument.Refused("a page of text above the header", string.Concat(Enumerable.Repeat("a sentence\n", 6)) + Header + Days, "line 1: text or prices stand above the header (line 7)"),
        PriceDocument.Refused("text between the rows", Header + Days + "a sentence\n" + Days, "line 4: 1 fields instead of 6"),
        PriceDocument.Refused("several symbols", "Symbol,Date,Close\nACME,2026-11-23,100\nOTHER,2026-11-24,5\n", "it has the prices of several symbols"),
        PriceDocument.Refused("a column without a name that has no dates", ",Close\nx1,100\n", "line 2: Date is not a date"),
    ];

    private static IEnumerable<(string Name, byte[] Bytes, string? Charset)> Encodings()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        yield return ("GBK", Encoding.GetEncoding(54936).GetBytes("日期,开盘价,最高价,最低价,收盘价,成交量\n" + Days), null);
        yield return ("GBK under a header of Latin-1", Encoding.GetEncoding(54936).GetBytes("日期,开盘价,最高价,最低价,收盘价,成交量\n" + Days), "iso-8859-1");
        yield return ("Shift_JIS", Encoding.GetEncoding(932).GetBytes("日付,始値,高値,安値,終値,出来高\n" + Days), null);
        yield return ("EUC-KR", Encoding.GetEncoding(949).GetBytes("날짜,시가,고가,저가,종가,거래량\n" + Days), null);
        yield return ("windows-1252", Encoding.GetEncoding(1252).GetBytes("Date,Ouverture,Plus haut,Plus bas,Clôture,Volume\n" + Days), null);
        yield return ("windows-1251", Encoding.GetEncoding(1251).GetBytes("Дата,Откр.,Макс.,Мин.,Цена,Объём\n" + Days), null);
        yield return ("UTF-16", Encoding.BigEndianUnicode.GetBytes(Header + Days), null);
        yield return ("UTF-32", new UTF32Encoding(false, false).GetBytes(Header + Days), null);
    }
}
