namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>Price files with something missing, contradicting or out of the ordinary.</summary>
internal static class OddPrices
{
    private const string Header = "Date,Open,High,Low,Close,Volume\n";
    private const string Day = "2026-11-20,10,11,9,10,5\n";
    private const string Shown = "2026-11-20 10 9 11 5";
    private const string Rounded = "Date,High,Low,Close\n";

    public static IEnumerable<PriceDocument> All() =>
    [
        .. new[] { "null", "N/A", "n/a", "-", "NaN", "", "None", "—", "#N/A" }.Select(static none =>
            PriceDocument.Remarked($"a row of '{none}'", $"{Header}{Day}2026-11-23,{none},{none},{none},{none},{none}\n", "1 row without a price passed over (line 3)", Shown)),
        PriceDocument.Remarked("a row of zeros", Header + Day + "2026-11-23,0,0,0,0,0\n", "1 row without a price passed over (line 3)", Shown),
        PriceDocument.Remarked("five rows of null", Header + Day + string.Concat(Enumerable.Range(21, 5).Select(static day => $"2026-11-{day},null,null,null,null,null\n")), "5 rows without a price passed over (line 3, 4, 5, …)", Shown),
        PriceDocument.Of("no volume column", "Date,Open,High,Low,Close\n2026-11-20,1.1,1.2,1.0,1.15\n", "2026-11-20 1.15 1.0 1.2 –"),
        PriceDocument.Of("no volume on one day", Header + Day + "2026-11-23,10,11,9,10.5,-\n", Shown, "2026-11-23 10.5 9 11 –"),
        PriceDocument.Of("closes alone", "Date,Close\n2026-11-20,10\n", "2026-11-20 10 – – –"),
        PriceDocument.Of("a low that is missing", Header + "2026-11-20,10,11,,10,5\n", "2026-11-20 10 – 11 5"),
        PriceDocument.Of("a close above the high by rounding", Header + "2026-11-20,10.1,10.899999,9.9,10.9000001,6\n", "2026-11-20 10.9000001 9.9 10.899999 6"),
        PriceDocument.Of("a close below the low by rounding", Rounded + "2026-11-20,5,4.0000001,4\n", "2026-11-20 4 4.0000001 5 –"),
        PriceDocument.Of("prices far below a cent", Header + "2026-11-20,0.00001234,0.00001300,0.00001200,0.00001250,900000000000\n", "2026-11-20 0.00001250 0.00001200 0.00001300 900000000000"),
        PriceDocument.Of("prices of a trillion", Header + "2026-11-20,1e12,1.1e12,9e11,1000000000000,1\n", "2026-11-20 1000000000000 900000000000 1100000000000 1"),
        PriceDocument.Of("a file that ends years ago", Header + "2019-06-27,10,11,9,10,5\n2019-06-28,10,11,9,10.5,6\n", "2019-06-27 10 9 11 5", "2019-06-28 10.5 9 11 6"),
        PriceDocument.Of("quoted thousands", "Date,Open,High,Low,Close,Volume\n2026-11-20,\"1,234.50\",\"1,300\",\"1,200\",\"1,250.25\",\"1,000,000\"\n", "2026-11-20 1250.25 1200 1300 1000000"),
        PriceDocument.Of("points between thousands", "Date;High;Low;Close\n2026-11-20;1.300,5;1.200;1.250,25\n", "2026-11-20 1250.25 1200 1300.5 –"),
        PriceDocument.Of("quoted decimal commas", "Date,High,Low,Close\n2026-11-20,\"13,5\",\"12,0\",\"12,25\"\n", "2026-11-20 12.25 12.0 13.5 –"),
        PriceDocument.Of("spaces between thousands", "Date;Close\n2026-11-20;1 234 567,5\n", "2026-11-20 1234567.5 – – –"),
        PriceDocument.Of("rows out of order", Header + "2026-11-23,10,11,9,10.5,6\n2026-11-19,10,11,9,9.5,4\n" + Day, "2026-11-19 9.5 9 11 4", Shown, "2026-11-23 10.5 9 11 6"),
        PriceDocument.Remarked("a day twice that contradicts itself", Header + Day + "2026-11-23,10,11,9,10.5,6\n2026-11-23,10,11,9,10.6,6\n", "dates with contradicting prices passed over (2026-11-23)", Shown),
        PriceDocument.Remarked("several times of a day", "Datetime,High,Low,Close,Volume\n2026-11-20 15:00,11,9.5,10.5,5\n2026-11-20 9:30,10.8,9,10,7\n", "days with several times are taken at the last", "2026-11-20 10.5 9 11 –"),
        PriceDocument.Remarked("a typing error in the century", Header + Day + "2062-11-23,10,11,9,10.5,6\n", "1 row dated more than a year ahead passed over", Shown),
        PriceDocument.Remarked("a last line that breaks off", Header + Day + "2026-11-23,10,1", "the last line (3) is incomplete and passed over", Shown),
        PriceDocument.Remarked("a transfer that breaks off", Header + Day + "2026-11-23,10,11,9,10.", "it was cut off, and its last line is not used", Shown) with { IsCutOff = true },
        PriceDocument.Of("a month that is also a day", "Date,Close\n11/11/2026,10\n", "2026-11-11 10 – – –"),
        PriceDocument.Refused("nothing", "", "is empty"),
        PriceDocument.Refused("a header alone", Header, "line 2: there are no prices"),
        PriceDocument.Refused("rows of null alone", Header + "2026-11-20,null,null,null,null,null\n", "line 2: there are no prices"),
        PriceDocument.Refused("a web page", "<!doctype html><html><head><title>Before you continue</title><script>alert(1)</script></head></html>", "is a web page, not a price file"),
        PriceDocument.Refused("JSON", "{\"error\": \"limit reached\"}", "is JSON, not a price file"),
        PriceDocument.Refused("words", "Symbol not found", "line 1: the header is not "),
        PriceDocument.Refused("no close", "Date,Open\n2026-11-20,1\n", "line 1: the header is not "),
        PriceDocument.Refused("two closes", "Date,Close,Close\n2026-11-20,1,2\n", "line 1: the header has Close twice"),
        PriceDocument.Refused("rows without a header", Day, "line 1: the header is not "),
        PriceDocument.Refused("a word for a price", Header + Day + "2026-11-23,10,11,9,oops,6\n", "line 3: Close is not a number"),
        PriceDocument.Refused("a price below nothing", Header + "2026-11-23,10,11,-9,10,6\n", "line 2: Low is not a number"),
        PriceDocument.Refused("one price of zero", Header + "2026-11-23,10,11,0,10,6\n", "line 2: Low is not a price above 0"),
        PriceDocument.Refused("a number beyond all prices", Header + "2026-11-23,10,99999999999999999999999999999999999999,9,10,6\n", "line 2: High is not a number"),
        PriceDocument.Refused("a price beyond all prices", Header + "2026-11-23,10,1e20,9,10,6\n", "line 2: High is not a price above 0"),
        PriceDocument.Refused("a volume of words", Header + "2026-11-23,10,11,9,10,many\n", "line 2: Volume is not a number"),
        PriceDocument.Refused("a close far above the high", Header + "2026-11-23,10,11,9,12,6\n", "line 2: Close is not between Low and High"),
        PriceDocument.Refused("a low above the high", Header + "2026-11-23,10,11,12,11,6\n", "line 2: Low is above High"),
        PriceDocument.Refused("a line too short within", Header + "2026-11-20,10\n2026-11-23,10,11,9,10.5,6\n", "line 2: 2 fields instead of 6"),
        PriceDocument.Refused("a line too long", Header + "2026-11-20,10,11,9,10,5,7,8\n", "line 2: 8 fields instead of 6"),
        PriceDocument.Refused("dates that can be read in two ways", "Date,Close\n03/04/2026,10\n05/04/2026,11\n", "line 2: the Date 03/04/2026 can be read in two ways"),
        PriceDocument.Refused("a day that does not exist", "Date,Close\n2026-02-30,10\n", "line 2: Date is not a date"),
        PriceDocument.Refused("a word for a date", "Date,Close\nToday,10\n", "line 2: Date is not a date"),
        PriceDocument.Refused("points and commas for decimals", "Date;High;Low;Close\n2026-11-20;13.5;12,0;12,25\n", "some numbers have a decimal point and some a decimal comma"),
        PriceDocument.Refused("a quote that is not closed", Header + "\"2026-11-20,10,11,9,10,5\n2026-11-23,10,11,9,10.5,6\n", "line 2: a quotation mark is not closed"),
    ];
}
