using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ReportRequest;

/// <summary>How users ask for a report to be made.</summary>
internal static class ReportRequestPhrases
{
    private const string Report = OfflineVocabulary.Report;
    private const string Verb = "(?:生成|创建|制作|撰写|写|做|出|来|发送?|要|准备|整理)";

    private static readonly Func<string, Match?> Asking = OfflinePattern.Whole(
        @"(?:create|generate|make|write|prepare|produce|request|give|send|get)\s+(?:me\s+)?(?:(?:a|an|the|my|one|new)\s+)*(?:(?<type>daily|weekly|custom)\s+)?report(?:\s+(?:now|for\s+(?:today|this\s+week|me)))?(?:\s+(?:about|on|for|of)\s+(?<about>.+))?(?:\s+(?:now|today))?",
        @"(?:(?:a|my)\s+)?(?<type>daily|weekly)\s+report",
        $@"{Verb}?(?:给我)?(?:一)?[份个篇]?(?:新的)?关于(?<about>.+?)的{Report}",
        $@"(?:现在|马上|立即)?{Verb}(?:给我)?(?:一)?(?:[份个篇])?(?:我的|今天的?|本周的?|这周的?|新的)?(?<type>{Report})",
        @"(?<type>日报|周报)",
        $@"{Verb}(?:给我)?(?:一)?[份个篇]?(?<about>[^的，,]{{1,30}})的{Report}");

    public static OfflineToolSkill Skill { get; } = new("report_request")
    {
        Acts = true,
        Examples = [("生成日报", "create a daily report"), ("生成一份关于黄金的报告", "make a report about gold")],
        Recognise = static request => Asking(OfflineRequest.Plain(request)) is { } match ? Arguments(match) : null,
        Tell = static result => result.Say(
            $"报告 {result.Text("report_id")} 已提交，状态：{ReportWords.Status(result, result.Text("status"))}。过一会儿说“看看最新的报告”就能看到。",
            $"Report {result.Text("report_id")} is asked for; it is {ReportWords.Status(result, result.Text("status"))}. Say “show my last report” in a moment to read it."),
    };

    private static Dictionary<string, object?> Arguments(Match match)
    {
        if (match.Groups["about"] is { Success: true, Value: var about } && !ReportTopic.IsNone(about))
        {
            return new() { ["report_type"] = ReportType.Custom.Value, ["custom_prompt"] = about.Trim() };
        }

        var weekly = match.Value.Contains("week", StringComparison.OrdinalIgnoreCase) || match.Value.Contains('周');
        return new() { ["report_type"] = (weekly ? ReportType.Weekly : ReportType.Daily).Value };
    }
}
