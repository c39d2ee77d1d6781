using System.Text;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>Two days of prices in every form that providers have.</summary>
internal static class PriceForms
{
    private const string First = "2026-11-23 101 100 102 1100";
    private const string Second = "2026-11-24 102.01 100.5 103 1200";
    private const string Plain = "Date,Open,High,Low,Close,Volume\n2026-11-23,100.5,102,100,101,1100\n2026-11-24,101,103,100.5,102.01,1200\n";

    private static readonly (string Name, string Text)[] Forms =
    [
        ("plain", Plain), ("a mark of byte order", "\uFEFF" + Plain), ("line ends of Windows", Plain.Replace("\n", "\r\n", StringComparison.Ordinal)), ("line ends of old Macs", Plain.Replace('\n', '\r')),
        ("no line end at the end", Plain.TrimEnd()), ("blank lines at the end", Plain + "\n\r\n  \n"), ("blank lines within and above", "\n" + Plain.Replace("\n", "\n\n", StringComparison.Ordinal)),
        ("a header in small letters", Plain.Replace("Date,Open,High,Low,Close,Volume", "date,open,high,low,close,volume", StringComparison.Ordinal)),
        ("a header with spaces", Plain.Replace("Date,Open,High,Low,Close,Volume", " Date , Open , High , Low , Close , Volume ", StringComparison.Ordinal)),
        ("a header in quotes", Plain.Replace("Date,Open,High,Low,Close,Volume", "\"Date\",\"Open\",\"High\",\"Low\",\"Close\",\"Volume\"", StringComparison.Ordinal)),
        ("semicolons", Plain.Replace(',', ';')), ("tabs", Plain.Replace(',', '\t')), ("bars", Plain.Replace(',', '|')), ("a hint to Excel", "sep=;\n" + Plain.Replace(',', ';')),
        ("semicolons and decimal commas", Plain.Replace(',', ';').Replace('.', ',')), ("tabs and decimal commas", Plain.Replace(',', '\t').Replace('.', ',')),
        ("another order", "Volume,Close,Date,Low,High,Open\n1100,101,2026-11-23,100,102,100.5\n1200,102.01,2026-11-24,100.5,103,101\n"),
        ("an adjusted close beside", "Date,Open,High,Low,Close,Adj Close,Volume\n2026-11-23,100.5,102,100,101,50.5,1100\n2026-11-24,101,103,100.5,102.01,51,1200\n"),
        ("a Nasdaq page's download", "Date,Close/Last,Volume,Open,High,Low\n11/24/2026,$102.01,1200,$101.00,$103.00,$100.50\n11/23/2026,$101.00,1100,$100.50,$102.00,$100.00\n"),
        ("newest first", "Date,Open,High,Low,Close,Volume\n2026-11-24,101,103,100.5,102.01,1200\n2026-11-23,100.5,102,100,101,1100\n"),
        ("two files in one", Plain + Plain), ("days twice", Plain + "2026-11-24,101,103,100.5,102.01,1200\n"),
        ("a time beside the date", Plain.Replace("-23,", "-23 00:00:00-05:00,", StringComparison.Ordinal).Replace("-24,", "-24T16:00:00Z,", StringComparison.Ordinal)),
        ("a column of times", "Date,Time,Open,High,Low,Close,Volume\n2026-11-23,16:00,100.5,102,100,101,1100\n2026-11-24,16:00,101,103,100.5,102.01,1200\n"),
        ("a timestamp", Plain.Replace("Date", "Timestamp", StringComparison.Ordinal)), ("seconds since 1970", "timestamp,open,high,low,close,volume\n1795392000,100.5,102,100,101,1100\n1795478400,101,103,100.5,102.01,1200\n"),
        ("slashes in dates", Plain.Replace("2026-11-", "2026/11/", StringComparison.Ordinal)), ("dates without marks", Plain.Replace("2026-11-", "202611", StringComparison.Ordinal)),
        ("days first, with points", Plain.Replace("2026-11-23", "23.11.2026", StringComparison.Ordinal).Replace("2026-11-24", "24.11.2026", StringComparison.Ordinal)),
        ("months by name", Plain.Replace("2026-11-23", "23-Nov-2026", StringComparison.Ordinal).Replace("2026-11-24", "24-Nov-26", StringComparison.Ordinal)),
        ("months first by name", Plain.Replace("2026-11-23", "\"Nov 23, 2026\"", StringComparison.Ordinal).Replace("2026-11-24", "\"Nov 24, 2026\"", StringComparison.Ordinal)),
        ("names of another provider", "timestamp,1. open,2. high,3. low,4. close,5. volume\n2026-11-23,100.5,102,100,101,1100\n2026-11-24,101,103,100.5,102.01,1200\n"),
        ("names in angle brackets", "<TICKER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\nX,20261123,160000,100.5,102,100,101,1100\nX,20261124,160000,101,103,100.5,102.01,1200\n"),
        ("names in Chinese", "日期,开盘价,最高价,最低价,收盘价,成交量\n2026年11月23日,100.5,102,100,101,1100\n2026年11月24日,101,103,100.5,102.01,1200\n"),
        ("names in German", "Datum;Eröffnung;Hoch;Tief;Schlusskurs;Volumen\n23.11.2026;100,5;102,0;100,0;101,0;1.100\n24.11.2026;101,0;103,0;100,5;102,01;1.200\n"),
        ("units in brackets", Plain.Replace("Close", "Close (USD)", StringComparison.Ordinal)), ("short volumes", "Date,Price,Open,High,Low,Vol.,Change %\n2026-11-23,101,100.5,102,100,1.1K,0.5%\n2026-11-24,102.01,101,103,100.5,1.2K,1%\n"),
        ("volumes with groups", Plain.Replace(",1100", ",\"1,100\"", StringComparison.Ordinal).Replace(",1200", ",\"1,200\"", StringComparison.Ordinal)), ("a comma at the end of each line", Plain.Replace("\n", ",\n", StringComparison.Ordinal)),
        ("all in quotes", string.Join('\n', Plain.TrimEnd().Split('\n').Select(static line => "\"" + line.Replace(",", "\",\"", StringComparison.Ordinal) + "\""))),
        ("exponents", Plain.Replace("102.01", "1.0201E2", StringComparison.Ordinal)), ("fractions of a volume", Plain.Replace("1200", "1200.75", StringComparison.Ordinal)), ("trailing zeros", Plain.Replace("102.01", "102.0100000", StringComparison.Ordinal)),
    ];

    public static IEnumerable<PriceDocument> All() =>
    [
        .. Forms.Select(static form => PriceDocument.Of(form.Name, form.Text, First, Second)),
        .. Encodings().Select(static form => new PriceDocument($"in {form.Name}", form.Bytes, form.Charset, [First, Second])),
    ];

    private static IEnumerable<(string Name, byte[] Bytes, string? Charset)> Encodings()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        yield return ("UTF-16 with a mark", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Plain)], null);
        yield return ("UTF-16 of the other order", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Plain)], null);
        yield return ("UTF-16 without a mark", Encoding.Unicode.GetBytes(Plain), null);
        yield return ("UTF-32", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Plain)], null);
        yield return ("UTF-16 by its header", Encoding.BigEndianUnicode.GetBytes(Plain), "utf-16");
        foreach (var (label, name) in new[] { ("GBK", "gb18030"), ("big5", "big5") })
        {
            yield return (label, Encoding.GetEncoding(name).GetBytes("日期,收盘,最低,最高,成交量\n".Replace("收盘", label == "big5" ? "close" : "收盘", StringComparison.Ordinal) + "2026-11-23,101,100,102,1100\n2026-11-24,102.01,100.5,103,1200\n"), label);
        }
    }
}
