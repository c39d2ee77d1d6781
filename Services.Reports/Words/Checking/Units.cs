using System.Collections.Frozen;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>What numbers count. A currency is its code of ISO 4217; <see cref="Yen"/> is what the sign ¥ says, which two currencies share.</summary>
internal static class Units
{
    public const string Percent = "%";
    public const string PerMille = "‰";
    public const string PercentagePoints = "pp";
    public const string BasisPoints = "bp";
    public const string Points = "point";
    public const string Shares = "share";
    public const string Times = "times";
    public const string Days = "day";
    public const string Years = "year";
    public const string Yen = "¥";

    private static readonly FrozenDictionary<string, string> Words = new (string Unit, string Words)[]
    {
        (Percent, "% percent per_cent pct"), (PerMille, "‰"), (PercentagePoints, "pp percentage_point percentage_points 个百分点 百分点"),
        (BasisPoints, "bp bps basis_point basis_points 基点 个基点"), (Points, "point points 点"), (Shares, "share shares 股"), ("lot", "lot lots 手"),
        (Times, "times x × 倍 fold"), (Days, "day days trading_day trading_days session sessions trading_session trading_sessions 日 天 个交易日 交易日"),
        ("week", "week weeks 周 个星期 星期"), ("month", "month months 个月"), (Years, "year years 年"), ("hour", "hour hours 小时"), ("minute", "minute minutes 分钟"),
        ("USD", "$ us$ usd dollar dollars us_dollar us_dollars u.s._dollars 美元 美金"), ("cent", "cent cents 美分"), ("EUR", "€ eur euro euros 欧元"), ("GBP", "£ gbp pound pounds 英镑"),
        ("CNY", "cny rmb yuan renminbi 元 人民币 元人民币"), ("HKD", "hk$ hkd 港元 港币"), ("JPY", "jpy yen 日元"), (Yen, "¥"), ("TWD", "nt$ twd 新台币"), ("CAD", "c$ cad 加元"), ("AUD", "a$ aud 澳元"),
        ("CHF", "chf francs 瑞士法郎"), ("KRW", "krw won 韩元"), ("INR", "₹ inr rupees 卢比"),
    }.SelectMany(static unit => unit.Words.Split(' ').Select(word => (Word: word.Replace('_', ' '), unit.Unit))).ToFrozenDictionary(static pair => pair.Word, static pair => pair.Unit, StringComparer.OrdinalIgnoreCase);

    /// <summary>The unit of a word or sign; empty for none.</summary>
    public static string Of(string word) => Words.GetValueOrDefault(word.Replace('-', ' ').Trim(), "");

    public static bool IsCurrency(string unit) => unit.Length == 3 && char.IsAsciiLetterUpper(unit[0]) || unit == Yen;

    /// <summary>Whether a number that says <paramref name="stated"/> may be meant where the evidence says <paramref name="known"/>.</summary>
    public static bool IsSameCurrency(string stated, string known) => stated == known || (stated == Yen && known is "CNY" or "JPY");

    /// <summary>
    /// The currency that a symbol is traded in, by the suffix that its exchange has at the usual providers; without one it is listed in the United States. Null where that is not known.
    /// </summary>
    public static string? OfListing(string symbol) => (symbol.LastIndexOf('.') is > 0 and var dot ? symbol[(dot + 1)..] : "") switch
    {
        "" => symbol.All(char.IsAsciiDigit) || symbol[0] == '^' ? null : "USD",
        "HK" => "HKD",
        "SS" or "SZ" or "SH" => "CNY",
        "T" => "JPY",
        "DE" or "F" or "PA" or "AS" or "MI" or "MC" => "EUR",
        "TO" => "CAD",
        "AX" => "AUD",
        "TW" => "TWD",
        "KS" => "KRW",
        "NS" or "BO" => "INR",
        "US" or "A" or "B" => "USD",
        _ => null,
    };
}
