using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools;

/// <summary>Words for what reports are and how they stand.</summary>
internal static class ReportWords
{
    public static string Type(OfflineResult result, string type) =>
        type == ReportType.Daily.Value ? result.Say("日报", "daily report")
        : type == ReportType.Weekly.Value ? result.Say("周报", "weekly report")
        : type == ReportType.Custom.Value ? result.Say("专题报告", "custom report")
        : type == ReportType.Stock.Value ? result.Say("个股报告", "stock report")
        : type == ReportType.Trend.Value ? result.Say("趋势报告", "trend report")
        : type == ReportType.Content.Value ? result.Say("资讯摘要", "content digest")
        : result.Say("报告", "report");

    public static string Status(OfflineResult result, string status) =>
        status == ReportStatus.Completed.Value ? result.Say("已完成", "completed")
        : status == ReportStatus.Failed.Value ? result.Say("失败", "failed")
        : status == ReportStatus.Processing.Value ? result.Say("生成中", "being made")
        : status == ReportStatus.Pending.Value ? result.Say("排队中", "waiting to be made")
        : status == ReportStatus.Cancelled.Value ? result.Say("已取消", "cancelled")
        : status;

    /// <summary>A time to the minute, in UTC.</summary>
    public static string Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            ? time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
            : text;
}
