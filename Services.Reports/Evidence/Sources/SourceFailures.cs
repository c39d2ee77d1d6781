using System.Globalization;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>Why a source could not be had, in the words of a report.</summary>
internal static class SourceFailures
{
    public static Wording NotFound { get; } = new("没有找到（404）", "there is none (404)");

    public static Wording Unreachable { get; } = new("无法连接", "cannot be reached");

    public static Wording UnknownHost { get; } = new("无法连接：找不到主机", "cannot be reached: unknown host");

    public static Wording TooLarge { get; } = new("超过 2 MB", "is larger than 2 MB");

    public static Wording NoSymbol { get; } = new("不是股票代码", "is not a ticker symbol");

    public static Wording Broken { get; } = new("我们这边出错了", "something broke on our side");

    public static Wording Nothing { get; } = new("没有内容", "nothing in it");

    public static Wording Answered(int status) => Say($"返回了错误（{status}）", $"answered {status}");

    public static Wording Redirected(int status) => Say($"要求转到别处（{status}），不予跟随", $"answered {status}; redirects are not followed");

    public static Wording MediaType(string mediaType) => Say($"返回的是 {mediaType}", $"answered with {mediaType}");

    public static Wording Late(TimeSpan limit) => Say($"{limit.TotalSeconds:0.##} 秒内没有回应", $"did not answer within {limit.TotalSeconds:0.##} s");

    public static Wording LeftOut(int maximum) => Say($"未包括：一份报告最多 {maximum} 个代码", $"left out: a report covers at most {maximum} symbols");

    public static Wording UnknownCompression(string coding) => Say($"压缩方式 {coding} 不受支持", $"is compressed as {coding}, which is not understood");

    public static Wording BrokenCompression(string coding) => Say($"压缩数据（{coding}）已损坏", $"its compression ({coding}) is broken");

    public static Wording TooManyCompressions { get; } = new("压缩层数过多", "is compressed too many times over");

    public static Wording Unreadable(string encoding) => Say($"文字不是 {encoding} 编码，无法读取", $"its characters are not {encoding}, and nothing says what they are");

    private static Wording Say(FormattableString zh, FormattableString en) => new(zh.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}
