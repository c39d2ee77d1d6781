using System.Globalization;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>What is wrong with a price file, and what was put up with, in the words of a report.</summary>
internal static class PriceWords
{
    private const int MostLines = 3;

    public static Wording Nothing { get; } = new("文件为空", "is empty");

    public static Wording WebPage { get; } = new("是网页，不是价格文件", "is a web page, not a price file");

    public static Wording Json { get; } = new("是 JSON，不是价格文件", "is JSON, not a price file");

    public static Wording NoHeader { get; } = new("标题行不是 Date,Open,High,Low,Close,Volume，且没有日期列和收盘列", "the header is not Date,Open,High,Low,Close,Volume, nor has it a Date and a Close");

    public static Wording NoPrices { get; } = new("没有价格", "there are no prices");

    public static Wording LowAboveHigh { get; } = new("最低价高于最高价", "Low is above High");

    public static Wording CloseOutside { get; } = new("收盘价不在最低价与最高价之间", "Close is not between Low and High");

    public static Wording NoDate { get; } = new("日期无法识别（应为 yyyy-MM-dd）", "Date is not a date (yyyy-MM-dd)");

    public static Wording TwoMarks { get; } = new("有的数字用小数点，有的用小数逗号", "some numbers have a decimal point and some a decimal comma");

    public static Wording OpenQuote { get; } = new("引号没有结束", "a quotation mark is not closed");

    public static Wording CutOff { get; } = new("传输中断，最后一行未使用", "it was cut off, and its last line is not used");

    public static Wording SeveralTimes { get; } = new("一天有多个时间，取最后一个", "days with several times are taken at the last");

    public static Wording Notice(int header) => Say($"标题行（第 {header} 行）之上另有内容", $"text or prices stand above the header (line {header})");

    public static Wording Adjusted { get; } = new("只有复权收盘价", "its closes are adjusted ones");

    public static Wording AdjustedUnused { get; } = new("有些行的复权收盘价缺失或不可用，因此未采用", "its adjusted closes are missing or no prices in some rows, and are not used");

    public static Wording SeveralCurrencies { get; } = new("含有多种货币的价格", "it has prices in several currencies");

    public static Wording NoJson { get; } = new("不是 JSON", "is not JSON");

    public static Wording SeveralSymbols { get; } = new("含有多个代码的价格", "it has the prices of several symbols");

    public static Wording NoRows(string pointer) => Say($"没有 {pointer}，即价格所在之处", $"has no {pointer}, where its prices should be");

    public static Wording Uneven { get; } = new("各列长度不同", "its columns are not equally long");

    public static Wording TooMany(int most) => Say($"超过 {most} 行", $"has more than {most} rows");

    public static Wording Old(DateOnly last, int missed) => Say($"最后交易日为 {last:yyyy-MM-dd}，缺少其后 {missed} 个交易日", $"its last trading day is {last:yyyy-MM-dd}, {missed} later ones are missing");

    public static Wording Below(int line) => Say($"价格之下的文字（第 {line} 行起）已略过", $"text below the prices (from line {line}) passed over");

    public static Wording Comments(int count) => Say($"{count} 行注释已略过", $"{(count == 1 ? "1 comment" : $"{count} comments")} passed over");

    public static Wording TwoNumbers(string number) => Say($"数字 {number} 可有两种读法", $"the number {number} can be read in two ways");

    public static Wording Twice(string column) => Say($"标题行中 {column} 出现两次", $"the header has {column} twice");

    public static Wording Fields(int found, int expected) => Say($"有 {found} 个字段，应为 {expected} 个", $"{found} fields instead of {expected}");

    public static Wording NoNumber(PriceColumn column) => Say($"{column} 不是数字", $"{column} is not a number");

    public static Wording NoPrice(PriceColumn column) => Say($"{column} 不是大于 0 的价格", $"{column} is not a price above 0");

    public static Wording TwoDates(string date) => Say($"日期 {date} 可有两种读法", $"the Date {date} can be read in two ways");

    public static Wording PassedOver(List<int> lines) => Say($"{lines.Count} 行没有价格，已略过（第 {Few(lines)} 行）",
        $"{(lines.Count == 1 ? "1 row" : $"{lines.Count} rows")} without a price passed over (line {Few(lines)})");

    public static Wording Incomplete(int line) => Say($"最后一行（第 {line} 行）不完整，已略过", $"the last line ({line}) is incomplete and passed over");

    public static Wording Contradicting(List<DateOnly> days) => Say($"同一日期有不同价格，已略过（{Few(days)}）", $"dates with contradicting prices passed over ({Few(days)})");

    public static Wording Future(int count) => Say($"{count} 行日期在一年以后，已略过", $"{(count == 1 ? "1 row" : $"{count} rows")} dated more than a year ahead passed over");

    private static string Few<T>(List<T> lines)
        where T : IFormattable =>
        string.Join(", ", lines.Take(MostLines).Select(static line => line.ToString(line is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture))) + (lines.Count > MostLines ? ", …" : "");

    private static Wording Say(FormattableString zh, FormattableString en) => new(zh.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}
