using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ReportList;

/// <summary>How users ask for their reports, and for one of them, which is read from the list: the newest, or the one at a place of it.</summary>
internal static class ReportListPhrases
{
    private const string Report = OfflineVocabulary.Report;
    private const string Look = "(?:列出|列一下|显示|查看|看看|看一下|看|读一下|读取|读|打开|给我看看?|有哪些|哪些)";

    private static readonly Func<string, Match?> Asking = OfflinePattern.Whole(
        @"(?:(?:show|read|open|see|get|give)\s+(?:me\s+)?)?(?:(?:the|my)\s+)?(?<newest>last|latest|newest|(?:most\s+)?recent)\s+(?:daily\s+|weekly\s+|custom\s+)?report",
        @"(?:show|read|open|see)\s+(?:me\s+)?(?:(?:the|my)\s+)?(?<newest>report)",
        @"(?:show|read|open)\s+(?:me\s+)?report\s+(?:no\.?\s*|number\s+|#)?(?<number>\d{1,2})",
        @"(?:(?:list|show|see|what\s+are|which\s+are|read)\s+(?:me\s+)?)?(?:all\s+)?(?:(?:the|my)\s+)?(?:last\s+|latest\s+|recent\s+)?reports",
        @"(?:what|which)\s+reports\s+(?:do\s+i\s+have|are\s+there|have\s+i)",
        $"{Look}?(?:我的)?(?<newest>最近|最新|上一?[份个篇次]|最后)的?(?:一[份个篇])?(?:的)?{Report}",
        $"{Look}(?:我的)?第?\\s*(?<number>\\d{{1,2}})\\s*[份个篇]{Report}|{Look}(?:我的)?{Report}\\s*(?<number>\\d{{1,2}})",
        $"{Look}(?:一下)?(?:我的)?(?:所有的?|全部的?)?{Report}(?:列表)?|(?:我的)?{Report}(?:列表|有哪些|都有哪些)|我?有(?:哪些|什么){Report}|我的报告");

    private static readonly Func<string, Match?> Searching = OfflinePattern.Whole(
        @"(?:search|look)\s+(?:in\s+|through\s+)?(?:all\s+)?(?:of\s+)?(?:my|our)\s+(?:(?:old|earlier|past)\s+)?reports\s+(?:for|about)\s+(?<query>.+)",
        @"(?:search|look|find)\s+(?:for\s+)?(?<query>.+?)\s+in\s+(?:all\s+)?(?:of\s+)?(?:my|our)\s+(?:(?:old|earlier|past)\s+)?reports",
        @"(?:which|what)\s+(?:of\s+my\s+)?reports?\s+(?:has|have|mentions?|contains?|says?)\s+(?<query>.+)",
        @"(?:find|search)\s+(?:the\s+|my\s+)?reports?\s+(?:with|that\s+(?:mention|contain|say|have))\s+(?<query>.+)",
        $@"(?:在|从)?\s*我?(?:我的|之前的|以前的|过去的|历史|所有的?|全部的?)*{Report}(?:里面?|中)\s*(?:搜索|搜一下|搜|查找|查一下|找一下|寻找|找)\s*[:：]?\s*(?<query>.+)",
        $@"(?:搜索|查找|寻找|搜)\s*我?(?:我的|之前的|以前的|过去的|历史|所有的?|全部的?)*{Report}(?:里面?|中)?的?\s*[:：]?\s*(?<query>.+)",
        $@"(?:哪个|哪些|哪份|哪几份|什么)\s*{Report}(?:里面?|中)?(?:有|提到了?|写了?|包含|说了?)\s*(?<query>.+)");

    public static OfflineToolSkill Skill { get; } = new("report_list")
    {
        Specificity = 2,
        Examples = [("看看最新的报告", "show my last report"), ("列出我的报告", "list my reports"), ("在报告里搜索 黄金", "search my reports for gold")],
        Recognise = static request => Asking(OfflineRequest.Plain(request)) is not null ? []
            : Searching(OfflineRequest.Plain(request)) is { } match ? new() { ["search"] = OfflineVocabulary.Unquoted(match.Groups["query"].Value) }
            : null,
        Next = static (request, result) => Chosen(request) is { } place && result.Items("reports").ElementAtOrDefault(place) is { Json.ValueKind: System.Text.Json.JsonValueKind.Object } report
            ? new OfflineCall("report_get", new() { ["report_id"] = report.Text("report_id") })
            : null,
        Tell = static result =>
        {
            var reports = result.Items("reports")
                .Select(static (report, at) =>
                    $"{at + 1}. {ReportWords.Type(report, report.Text("report_type"))}, {ReportWords.Status(report, report.Text("status"))}, {ReportWords.Time(report.Text("created_at"))} ({report.Text("report_id")})"
                    + (report.Text("excerpt") is { Length: > 0 } excerpt ? $": {excerpt.ReplaceLineEndings(" ").Trim()}" : ""))
                .ToList();
            var isSearch = result.Text("more").Length > 0;
            return isSearch && reports.Count == 0 ? result.Say("没有哪份报告里有这些字。", "No report has these words.")
                : reports.Count == 0 ? result.Say("还没有报告。", "You have no reports yet.")
                : isSearch ? result.Say("找到的报告：\n", "Reports that have it:\n") + string.Join('\n', reports)
                : result.Say("你的报告：\n", "Your reports:\n") + string.Join('\n', reports);
        },
    };

    /// <summary>The place in the list of the report that is to be read, or null where the list is all that was asked for.</summary>
    private static int? Chosen(string request)
    {
        if (Asking(OfflineRequest.Plain(request)) is not { } match)
        {
            return null;
        }

        return match.Groups["newest"].Success ? 0
            : match.Groups["number"] is { Success: true, Value: var number } ? int.Parse(number, CultureInfo.InvariantCulture) - 1
            : null;
    }
}
