using System.Globalization;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>What is wrong with a feed, and what was put up with, in the words of a report.</summary>
internal static class FeedFailures
{
    public static Wording Nothing { get; } = new("内容为空", "is empty");

    public static Wording DocumentType { get; } = new("带有自定义实体的文档类型声明，不予接受", "has a document type that declares its own entities, which is not accepted");

    public static Wording WebPage { get; } = new("是网页，不是新闻源", "is a web page, not a feed");

    public static Wording NoFeed { get; } = new("不是 RSS、Atom 或 JSON Feed", "is neither RSS nor Atom nor JSON Feed");

    public static Wording NoJsonFeed { get; } = new("是 JSON，但不是 JSON Feed", "is JSON, but no JSON Feed");

    public static Wording CutOff { get; } = new("传输中断，只读到已收到的部分", "it was cut off, and read as far as it came");

    public static Wording Damaged { get; } = new("有些字节不是文字，已替换", "some of its bytes are no characters");

    public static Wording BadJson { get; } = new("不是格式良好的 JSON，已尽量读取", "not well-formed JSON, read as far as it makes sense");

    public static Wording Undated(int count) => new(Invariant($"{count} 条日期无法确定"), count == 1 ? "1 date cannot be told" : Invariant($"{count} dates cannot be told"));

    public static Wording Empty(int count) => new(Invariant($"{count} 条没有标题和正文，已略过"), Invariant($"{count} without a title or text left out"));

    public static Wording Repeated(int count) => new(Invariant($"{count} 条与另一条的编号或链接相同，已略过"), Invariant($"{count} with the id or link of another left out"));

    public static Wording Ahead(int count) => new(Invariant($"{count} 条日期在未来，排在最后"), Invariant($"{count} dated in the future {(count == 1 ? "stands" : "stand")} last"));

    public static Wording Newest(int used, int all) => new(Invariant($"共 {all} 条，取最新 {used} 条"), Invariant($"the newest {used} of {all}"));

    public static Wording Deep(int levels) => new(Invariant($"嵌套超过 {levels} 层"), Invariant($"is nested deeper than {levels} levels"));

    public static Wording BadXml(int line) => new(Invariant($"不是格式良好的 XML（第 {line} 行），已尽量读取"), Invariant($"not well-formed XML (line {line}), read as far as it makes sense"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
