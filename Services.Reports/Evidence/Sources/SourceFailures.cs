using System.Globalization;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>Why a source could not be had, in the words of a report.</summary>
internal static class SourceFailures
{
    public static Wording NotFound { get; } = new("没有找到（404）", "there is none (404)");

    public static Wording Unreachable { get; } = new("无法连接", "cannot be reached");

    public static Wording UnknownHost { get; } = new("无法连接：找不到主机，或其地址不在公网", "cannot be reached: unknown host, or one outside the public network");

    public static Wording Busy { get; } = new("正在被过于频繁地请求", "is asked too often as it is");

    public static Wording TooLarge { get; } = new("超过 2 MB", "is larger than 2 MB");

    public static Wording NoSymbol { get; } = new("不是股票代码", "is not a ticker symbol");

    public static Wording Broken { get; } = new("我们这边出错了", "something broke on our side");

    public static Wording Nothing { get; } = new("没有内容", "nothing in it");

    public static Wording Answered(int status) => Say($"返回了错误（{status}）", $"answered {status}");

    public static Wording Led(Refusal why) => Led(why.Members["rule"] as string ?? "");

    public static Wording LeftAlone(DateTimeOffset until) => Say($"要求在 {until.UtcDateTime:HH:mm} UTC 之前不再请求", $"wants to be left alone until {until.UtcDateTime:HH:mm} UTC");

    /// <summary>What stands in for what cannot be had, and since when it does.</summary>
    public static Wording Stale(DateTimeOffset fetchedAt, TimeSpan age, Wording why) => Say(
        $"目前无法读取（{why.Zh}），使用 {fetchedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC 的内容（{Age(age).Zh}前）",
        $"cannot be read now ({why.En}); this is what it said at {fetchedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {Age(age).En} ago");

    public static Wording NoProvider { get; } = new("没有数据商提供该交易所的价格", "no provider has prices of its exchange");

    public static Wording From(string provider) => Say($"来自 {provider}", $"from {provider}");

    /// <summary>Why none of several gave anything.</summary>
    public static Wording All(IReadOnlyList<Wording> failures) =>
        new(string.Join("；", failures.Select(static failure => failure.Zh)), string.Join("; ", failures.Select(static failure => failure.En)));

    /// <summary>A name in front of what is said of it.</summary>
    public static Wording Of(string name, Wording what) => Say($"{name}：{what.Zh}", $"{name}: {what.En}");

    public static Wording MediaType(string mediaType) => Say($"返回的是 {mediaType}", $"answered with {mediaType}");

    public static Wording Late(TimeSpan limit) => Say($"{limit.TotalSeconds:0.##} 秒内没有回应", $"did not answer within {limit.TotalSeconds:0.##} s");

    public static Wording LeftOut(int maximum) => Say($"未包括：一份报告最多 {maximum} 个代码", $"left out: a report covers at most {maximum} symbols");

    public static Wording UnknownCompression(string coding) => Say($"压缩方式 {coding} 不受支持", $"is compressed as {coding}, which is not understood");

    public static Wording BrokenCompression(string coding) => Say($"压缩数据（{coding}）已损坏", $"its compression ({coding}) is broken");

    public static Wording TooManyCompressions { get; } = new("压缩层数过多", "is compressed too many times over");

    public static Wording Unreadable(string encoding) => Say($"文字不是 {encoding} 编码，无法读取", $"its characters are not {encoding}, and nothing says what they are");

    private static Wording Led(string rule) => rule == "redirects"
        ? new Wording("不断转到别处", "leads on and on")
        : Say($"转到不予请求的地址（{rule}）", $"leads to an address that is not asked ({rule})");

    private static Wording Age(TimeSpan age) => age.TotalHours < 1 ? Say($"{Math.Max(1, (int)age.TotalMinutes)} 分钟", $"{Math.Max(1, (int)age.TotalMinutes)} min")
        : age.TotalDays < 2 ? Say($"{(int)age.TotalHours} 小时", $"{(int)age.TotalHours} h")
        : Say($"{(int)age.TotalDays} 天", $"{(int)age.TotalDays} days");

    private static Wording Say(FormattableString zh, FormattableString en) => new(zh.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}
