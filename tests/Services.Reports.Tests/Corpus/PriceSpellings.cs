using System.Globalization;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>Dates and numbers of price files, one document each.</summary>
internal static class PriceSpellings
{
    private static readonly string[] Dates =
    [
        "24-NOV-2026", "2026.11.24", "1795478400", "1795478400000", "1795478400000000", "1795478400.0", "202611240000", "20261124 160000", "2026-11-24 EST", "2026-11-24T00:00:00+08:00", "11/24/2026 16:00:00", "24 nov. 2026", "24. November 2026",
        "24 de noviembre de 2026", "24 ноября 2026", "Tue, Nov 24, 2026", "Tuesday, November 24, 2026", "Nov 24, 2026 4:00 PM", "24/Nov/2026", "2026-Nov-24", "2026 Nov 24", "24Nov2026", "24.11.2026 00:00:00.000 GMT-0500",
    ];

    private static readonly string[] NoDates = ["46350", "24/11/26", "03.04.2026", "24 listopada 2026", "2026-11-31", "0000-00-00", "yesterday 1"];

    private static readonly (string Field, string Close)[] Numbers =
    [
        ("101 USD", "101"), ("USD 101.5", "101.5"), ("US$101", "101"), ("HK$ 101.5", "101.5"), ("101,5 EUR", "101.5"), ("101元", "101"), ("1’234.50", "1234.5"), ("1'234.50", "1234.5"), ("1\u2009234.50", "1234.5"), ("12,34,567.00", "1234567"),
        ("1,23,45,678", "12345678"), ("1 234,567", "1234.567"), ("1.234.567,8", "1234567.8"), ("0,101", "0.101"), ("1e-9", "0.000000001"), ("1E+15", "1000000000000000"), ("999999999999999", "999999999999999"), ("\0101", "101"),
    ];

    private static readonly string[] NoNumbers = ["-101", "(101)", "101p", "0x10", "Infinity", "１０１", "101 to 102", "1.2.3", "?"];

    private static readonly string[] NoPrices = ["\\N", "#REF!", "N.D.", "closed", "Holiday", "休市", "---"];

    public static IEnumerable<PriceDocument> All() =>
    [
        .. Dates.Select(static date => PriceDocument.Of($"the day '{date}'", $"Date;Close\n{date};100\n", "2026-11-24 100 – – –")),
        .. NoDates.Select(static date => PriceDocument.Refused($"no day '{date}'", $"Date;Close\n{date};100\n", "line 2: ")),
        .. Numbers.Select(static number => PriceDocument.Of($"the price '{number.Field}'", $"Date;Close\n2026-11-24;{number.Field}\n", $"2026-11-24 {decimal.Parse(number.Close, CultureInfo.InvariantCulture)} – – –")),
        .. NoNumbers.Select(static number => PriceDocument.Refused($"no price '{number}'", $"Date;Close\n2026-11-24;{number}\n", "line 2: Close is not a number")),
        .. NoPrices.Select(static none => PriceDocument.Remarked($"a day of '{none}'", $"Date;Close\n2026-11-24;100\n2026-11-25;{none}\n", "1 row without a price passed over (line 3)", "2026-11-24 100 – – –")),
        PriceDocument.Of("groups that volumes tell", "Date,Close,Volume\n2026-11-24,\"1,234\",\"1,234,567\"\n", "2026-11-24 1234 – – 1234567"),
        PriceDocument.Of("groups of points that volumes tell", "Date;Close;Volume\n2026-11-24;1.234;1.234.567\n", "2026-11-24 1234 – – 1234567"),
        PriceDocument.Refused("a comma that may be either", "Date;Close\n2026-11-23;1,234\n2026-11-24;1,250\n", "the number 1,234 can be read in two ways"),
        PriceDocument.Refused("a quoted comma that may be either", "Date,Close\n2026-11-24,\"1,234\"\n", "the number 1,234 can be read in two ways"),
    ];
}
