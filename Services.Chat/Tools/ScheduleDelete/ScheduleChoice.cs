using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ScheduleDelete;

/// <summary>Which of their schedules users want deleted: a number of the list, all, or the only one that fits their words.</summary>
/// <param name="Number">The place in the list, from 1, or null.</param>
/// <param name="All">Whether all are meant.</param>
/// <param name="ReportType">The kind of report that was named, or null.</param>
/// <param name="Kind">The kind of schedule that was named, or null.</param>
internal sealed record ScheduleChoice(int? Number, bool All, string? ReportType, string? Kind)
{
    private static readonly Func<string, Match?> Deleting = OfflinePattern.Whole(
        $@"(?:cancel|delete|remove|stop|drop|end)\s+(?<what>.*(?:\b{OfflineVocabulary.ScheduleEn}\b|\bevery\s+\w+|\b(?:daily|weekly)\s+reports?\b).*)",
        @"stop\s+sending\s+(?:me\s+)?(?<what>.*\breports?\b.*)",
        $@"(?:取消|删除|删掉|停止|停掉|关掉|关闭|移除)\s*(?:发送?)?(?<what>.*(?:{OfflineVocabulary.Schedule}|每[天日周个星]|工作日|日报|周报).*)",
        $@"(?:把|将)(?<what>.*(?:{OfflineVocabulary.Schedule}|每[天日周个星]|工作日|日报|周报).*?)(?:取消|删除|删掉|删|停|关)(?:掉|了)?",
        @"(?:不要再|别再)(?:给我)?发(?:送)?(?<what>.*(?:报告|日报|周报).*?)了?");

    private static readonly Lazy<Regex> Figure = new(static () => OfflinePattern.Of(@"(?:第|no\.?\s*|number\s+|#|\s|[务划程时])\s*(?<number>\d{1,3})\s*(?:个|项|号)?$|第\s*(?<number>\d{1,3})\s*(?:个|项|号)"));

    /// <summary>What is to be deleted, or null where the request deletes no schedule.</summary>
    public static ScheduleChoice? Read(string request)
    {
        if (Deleting(OfflineRequest.Plain(request)) is not { } match)
        {
            return null;
        }

        var what = InFigures(match.Groups["what"].Value.ToLowerInvariant());
        int? number = Figure.Value.Match(what) is { Success: true } figure ? int.Parse(figure.Groups["number"].Value, CultureInfo.InvariantCulture) : null;
        var all = what.Contains("all ", StringComparison.Ordinal) || Has(what, "所有", "全部");
        var type = Has(what, "日报", "daily report") ? Contracts.Values.ReportType.Daily.Value : Has(what, "周报", "weekly report") ? Contracts.Values.ReportType.Weekly.Value : null;
        var kind = Has(what, "每天", "每日", "every day", "every morning", "every evening") ? "daily"
            : Has(what, "工作日", "weekday") ? "cron"
            : Has(what, "每周", "每星期", "每个星期", "every week", "every mon", "every tue", "every wed", "every thu", "every fri", "every sat", "every sun") ? "weekly"
            : null;
        return new ScheduleChoice(number, all, type, kind);
    }

    /// <summary>Those of <paramref name="jobs"/> that are meant for sure; none where it has to be asked.</summary>
    public IReadOnlyList<OfflineResult> Of(IReadOnlyList<OfflineResult> jobs)
    {
        if (Number is { } number)
        {
            return number >= 1 && number <= jobs.Count ? [jobs[number - 1]] : [];
        }

        List<OfflineResult> fitting =
        [
            .. jobs.Where(job => (ReportType is null || job.Text("report_type") == ReportType) && (Kind is null || job.Text("kind") == Kind)),
        ];
        return All || fitting.Count == 1 ? fitting : [];
    }

    private static string InFigures(string text) =>
        Enumerable.Range(1, 9).Aggregate(text, static (words, number) => words.Replace($"第{"一二三四五六七八九"[number - 1]}", $"第{number}", StringComparison.Ordinal));

    private static bool Has(string text, params IEnumerable<string> words) => words.Any(word => text.Contains(word, StringComparison.Ordinal));
}
