using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ReportGet;

/// <summary>A report that was read, in words. Nobody asks for one by its id: the list of reports leads to it.</summary>
internal static class ReportGetPhrases
{
    public static OfflineToolSkill Skill { get; } = new("report_get")
    {
        Tell = static report => report.Text("status") == ReportStatus.Completed.Value
            ? report.Say("最近的报告：\n\n", "Here is the report:\n\n") + report.Text("content")
            : report.Say(
                $"报告 {report.Text("report_id")} 的状态：{report.Text("status")}。",
                $"Report {report.Text("report_id")} is not there yet; its status is {report.Text("status")}."),
    };
}
