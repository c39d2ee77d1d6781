using System.Globalization;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Rights;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>Why a report was not made, in the words of its user; what lies behind it is for the log.</summary>
internal static class ReportFailures
{
    private static readonly Wording Away = new("语言模型暂时不可用。", "The language model is not available at the moment.");
    private static readonly Wording Useless = new("语言模型没有给出可用的回答。", "The language model gave no usable answer.");
    private static readonly Wording Silent = new("语言模型没有写出任何文字。", "The language model said nothing.");
    private static readonly Wording NoConfiguration = new("暂时无法读取用户配置。", "The user's configuration cannot be read at the moment.");
    private static readonly Wording Broken = new("我们这边出错了。", "Something broke on our side.");
    private static readonly Wording CutOff = new("每次都被中途打断。", "The work was cut off each time.");

    public static Wording Unreadable { get; } = new("这份报告的存储内容无法读取。", "What is stored of this report cannot be read.");

    private static readonly Wording TooMuch = new(
        "写这份报告需要模型读的内容超过了套餐对单次请求的上限。", "What the model would have to read for this report is more than the plan allows for one request.");

    private static readonly Wording Unchecked = new("暂时无法确认模型的可用额度。", "What may be used of the language model cannot be checked at the moment.");
    private static readonly Wording Held = new("模型额度正被其他请求占用。", "What is left of the language model's budget is reserved by other requests.");

    private static readonly Wording RightsUnknown = new("暂时无法确认策略是否允许。", "Whether the policies allow this cannot be known at the moment.");

    private static readonly Wording[] OfAttempts = [RightsUnknown, Away, Useless, Silent, NoConfiguration, Broken, Unreadable, Unchecked, Held];

    public static Wording UserGone { get; } = new("用户已不存在。", "The user no longer exists.");

    /// <summary>What an exception means.</summary>
    public static Wording Of(Exception exception) => exception switch
    {
        ModelUnavailableException { IsTransient: true } => Away,
        ModelUnavailableException => Useless,
        SilentModelException => Silent,
        TokenBudgetException over => Of(over),
        DeniedException => RightsUnknown,
        UnreadableReportException => Unreadable,
        ModuleUnavailableException or RefusalException or StoredDataException => NoConfiguration,
        _ => Broken,
    };

    private static Wording Of(TokenBudgetException over) => over.Refusal.Status switch
    {
        StatusCodes.Status413PayloadTooLarge => TooMuch,
        StatusCodes.Status429TooManyRequests when over.MayPass => Held,
        StatusCodes.Status429TooManyRequests => UsedUp(over.Refusal.Members.GetValueOrDefault("quota"), over.Refusal.Members.GetValueOrDefault("resets_at") as DateTimeOffset?),
        StatusCodes.Status503ServiceUnavailable => Unchecked,
        _ => Broken,
    };

    private static Wording UsedUp(object? quota, DateTimeOffset? resets) => resets is { } at
        ? new(string.Create(CultureInfo.InvariantCulture, $"模型额度（{quota}）已用完，{at:yyyy-MM-dd HH:mm} UTC 恢复。"),
            string.Create(CultureInfo.InvariantCulture, $"The budget for the language model is used up; it resets at {at:yyyy-MM-dd HH:mm} UTC ({quota})."))
        : new($"这份报告的模型额度（{quota}）已用完。", $"This report's budget for the language model is used up ({quota}).");

    /// <summary>Policies do not allow it, which no later attempt changes.</summary>
    public static Wording Denied(DeniedException denied) =>
        new($"策略不允许使用 {denied.Resource}（{denied.Refusal.Detail}）", $"The policies do not allow {denied.Resource}: {denied.Refusal.Detail}");

    /// <summary>That of the last attempt as its row keeps it, in whatever language; without one the work was cut off.</summary>
    public static Wording Kept(string? text) => text is null ? CutOff : Array.Find(OfAttempts, known => known.Zh == text || known.En == text) ?? new Wording(text, text);

    /// <summary>No further attempt.</summary>
    public static Wording GaveUp(int attempts, Wording why) => new(
        string.Create(CultureInfo.InvariantCulture, $"尝试 {attempts} 次后放弃：{why.Zh}"), string.Create(CultureInfo.InvariantCulture, $"Given up after {attempts} attempts: {why.En}"));
}
