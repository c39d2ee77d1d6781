using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ReportGet;

/// <summary>How users ask for a report by its id, and a report that was read, in words. Mostly the list of reports leads to it.</summary>
internal static class ReportGetPhrases
{
    private static readonly Func<string, Match?> Asking = OfflinePattern.Whole(
        @"(?:(?:show|read|open)\s+(?:me\s+)?(?:the\s+|my\s+)?report|(?:读取|读|打开|查看|看看|看|显示)(?:一下)?报告)\s*(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    public static OfflineToolSkill Skill { get; } = new("report_get")
    {
        Specificity = 3,
        Recognise = static request => Asking(OfflineRequest.Plain(request)) is { } match ? new() { ["report_id"] = match.Groups["id"].Value } : null,
        Tell = static report =>
        {
            var (id, status) = (report.Text("report_id"), report.Text("status"));
            return status == ReportStatus.Completed.Value ? report.Say("报告如下：\n\n", "Here is the report:\n\n") + report.Text("content")
                : status == ReportStatus.Failed.Value
                    ? report.Say($"报告 {id} 没有做成：{report.Text("error_message")}", $"Report {id} could not be made: {report.Text("error_message")}")
                : status == ReportStatus.Cancelled.Value ? report.Say($"报告 {id} 已取消。", $"Report {id} was cancelled.")
                : report.Say(
                    $"报告 {id} 还没有好：{ReportWords.Status(report, status)}。请过一会儿再看。",
                    $"Report {id} is not there yet: it is {ReportWords.Status(report, status)}. Look again in a moment.");
        },
    };
}
