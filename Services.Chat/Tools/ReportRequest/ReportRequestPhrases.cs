using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ReportRequest;

/// <summary>How users ask for a report to be made.</summary>
internal static class ReportRequestPhrases
{
    private const string Report = OfflineVocabulary.Report;

    public static OfflineToolSkill Skill { get; } = new("report_request")
    {
        Example = ("生成日报", "create a daily report"),
        Recognise = OfflinePattern.Recognise(Arguments,
            @"\b(?:create|generate|make|write|prepare|produce|request|give)\b.*\breport\b(?:\s+(?:about|on)\s+(?<about>.+?)[\s.!?]*$)?",
            $"关于(?<about>.+?)的{Report}",
            $"(?:生成|创建|制作|写|做|要|出|来).*{Report}"),
        Tell = static result => result.Say(
            $"报告 {result.Text("report_id")} 已提交，状态：{result.Text("status")}。",
            $"Report {result.Text("report_id")} is on its way; its status is {result.Text("status")}."),
    };

    private static Dictionary<string, object?> Arguments(Match match)
    {
        if (match.Groups["about"] is { Success: true, Value: var about })
        {
            return new() { ["report_type"] = ReportType.Custom.Value, ["custom_prompt"] = about.Trim() };
        }

        var weekly = match.Value.Contains("week", StringComparison.OrdinalIgnoreCase) || match.Value.Contains('周');
        return new() { ["report_type"] = (weekly ? ReportType.Weekly : ReportType.Daily).Value };
    }
}
