using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ReportList;

/// <summary>How users ask for their reports, and for the newest one, which is read from the list.</summary>
internal static class ReportListPhrases
{
    private const string Report = OfflineVocabulary.Report;

    private static readonly Lazy<Regex> Newest = new(static () =>
        OfflinePattern.Of($@"\b(?:last|latest|newest|(?:most\s+)?recent)\b.*\breport\b|(?:最近|最新|上一?[份个篇次]|最后).*{Report}"));

    public static OfflineToolSkill Skill { get; } = new("report_list")
    {
        Specificity = 1,
        Example = ("看看最新的报告", "show my last report"),
        Recognise = OfflinePattern.Recognise(static _ => [],
            @"\b(?:last|latest|newest|(?:most\s+)?recent)\b.*\breports?\b",
            @"\b(?:list|show|see|what|which)\b.*\breports\b",
            $"(?:最近|最新|上一?[份个篇次]|最后).*{Report}",
            $"(?:列出|显示|查看|看看|有哪些|哪些).*{Report}|{Report}.*(?:列表|有哪些)"),
        Next = static (request, result) =>
            Newest.Value.IsMatch(request) && result.Items("reports").Select(static report => report.Text("report_id")).FirstOrDefault() is { } newest
                ? new OfflineCall("report_get", new() { ["report_id"] = newest })
                : null,
        Tell = static result =>
        {
            var reports = result.Items("reports")
                .Select(static report => $"- {report.Text("report_id")}: {report.Text("report_type")}, {report.Text("status")}, {report.Text("created_at")}")
                .ToList();
            return reports.Count == 0
                ? result.Say("还没有报告。", "You have no reports yet.")
                : result.Say("你的报告：\n", "Your reports:\n") + string.Join('\n', reports);
        },
    };
}
