using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ScheduleCreate;

/// <summary>A report that a user wants at certain times, read from words.</summary>
/// <param name="Arguments">The tool's arguments, or null where something has to be asked.</param>
/// <param name="Question">What has to be asked, Chinese and English.</param>
internal sealed record ScheduleWish(Dictionary<string, object?>? Arguments, (string Zh, string En)? Question)
{
    private const string DayEn = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
    private const string Weekday = "weekday";
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly Lazy<Regex> Recurrence = new(static () => OfflinePattern.Of(
        $@"\b(?:every|each)\s+(?<unit>day|morning|afternoon|evening|night|{Weekday}|working\s+day|week|{DayEn})s?\b(?:\s+on\s+(?<on>{DayEn})s?\b)?"
        + $@"|\bon\s+(?<unit>{Weekday}|working\s+day|{DayEn})s?\b"
        + @"|(?:每一?个?|逢)(?<unit>工作日|天|日|早上|早晨|早|晚上|晚|(?:周|星期|礼拜)[一二三四五六日天]|周|星期|礼拜)|(?<unit>工作日|周一[到至]周五|星期一[到至]星期五)"));

    private static readonly Lazy<Regex> Report = new(static () =>
        OfflinePattern.Of($@"\b(?:reports?|briefings?|digests?|summary|summaries)\b|{OfflineVocabulary.Report}|早报|晚报"));

    private static readonly Lazy<Regex> Scheduling = new(static () => OfflinePattern.Of(
        @"\b(?:schedule|set\s+up|automate)\b.*\b(?:daily|weekly|reports?)\b|\b(?:daily|weekly)\b.*\bat\s+\d|定时|定期"));

    // Other wishes in the same breath, and other times: better asked than half done.
    private static readonly Lazy<Regex> Else = new(static () => OfflinePattern.Of(
        @"\bwatch\s?list\b|\bremember\b|\bfollow\b|关注|自选|记住|\b(?:delete|remove|cancel|stop)\b|删除|取消|停止"));

    private static readonly Lazy<Regex> OtherTimes = new(static () => OfflinePattern.Of(
        @"\b(?:tomorrow|tonight|next\s+\w+|monthly|hourly|every\s+(?:month|hour|minute|year|quarter|other|\d+)|once)\b|明天|后天|今晚|下周|下个?月|每个?(?:月|小时|分钟|年|季度)|每隔|每两|半小时"));

    private static readonly Lazy<Regex> About = new(static () => OfflinePattern.Of(@"\s+about\s+(?<about>.+?)(?:\s+at\s+.*)?[\s.!?]*$|关于(?<about>.+?)的"));

    /// <summary>The wish in <paramref name="request"/>, or null where it is not about a report at certain times.</summary>
    public static ScheduleWish? Read(string request)
    {
        var text = OfflineRequest.Plain(request);
        var recurrence = Recurrence.Value.Match(text);
        var other = OtherTimes.Value.IsMatch(WithoutTopic(text));
        if (!Report.Value.IsMatch(text) || !(recurrence.Success || other || Scheduling.Value.IsMatch(text)) || Else.Value.IsMatch(text))
        {
            return null;
        }

        if (other)
        {
            return new ScheduleWish(null, (
                "我只会安排每天、每个工作日或每周的报告，所以什么也没有安排。例如：每天早上9点给我发日报。",
                "I can schedule reports for every day, every weekday or every week only, so I scheduled nothing. For example: send me a daily report every day at 9am."));
        }

        var rest = recurrence.Success ? text.Remove(recurrence.Index, recurrence.Length).Insert(recurrence.Index, " ") : text;
        var unit = recurrence.Groups["unit"].Value.ToLowerInvariant();
        if ((ClockWords.Read(rest, unit) ?? Usual(unit)) is not { Hour: >= 0 } time)
        {
            return new ScheduleWish(null, (
                "没有这样的时刻，所以什么也没有安排。例如：每天早上9点给我发日报。",
                "No clock shows that time, so I scheduled nothing. For example: send me a daily report every day at 9am."));
        }

        return new ScheduleWish(ToArguments(rest, unit, recurrence.Groups["on"].Value.ToLowerInvariant(), time), null);
    }

    private static Dictionary<string, object?> ToArguments(string text, string unit, string on, (int Hour, int Minute) time)
    {
        var day = Day(on.Length > 0 ? on : unit);
        var saysWeekly = text.Contains("周报", StringComparison.Ordinal) || text.Contains("weekly", StringComparison.OrdinalIgnoreCase);
        var isWeekly = day is not null || unit is "week" or "周" or "星期" or "礼拜" || (unit.Length == 0 && saysWeekly);
        var arguments = new Dictionary<string, object?> { ["report_type"] = (isWeekly || saysWeekly ? ReportType.Weekly : ReportType.Daily).Value };
        if (text.Contains("日报", StringComparison.Ordinal) || text.Contains("daily", StringComparison.OrdinalIgnoreCase))
        {
            arguments["report_type"] = ReportType.Daily.Value;
        }

        if (About.Value.Match(text) is { Success: true } about)
        {
            (arguments["report_type"], arguments["custom_prompt"]) = (ReportType.Custom.Value, about.Groups["about"].Value.Trim());
        }

        if (unit is Weekday or "工作日" || unit.StartsWith("working", StringComparison.Ordinal) || unit.Contains('到') || unit.Contains('至'))
        {
            (arguments["kind"], arguments["expression"]) = ("cron", string.Create(CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour} * * 1-5"));
            return arguments;
        }

        (arguments["kind"], arguments["hour"], arguments["minute"]) = (isWeekly ? "weekly" : "daily", time.Hour, time.Minute);
        if (isWeekly)
        {
            arguments["day_of_week"] = day ?? Days[0];
        }

        return arguments;
    }

    // What a report is about may speak of any time.
    private static string WithoutTopic(string text) => About.Value.Match(text) is { Success: true } about ? text.Remove(about.Index, about.Length) : text;

    private static string? Day(string word) => word switch
    {
        { Length: > 5 } when DayEn.Split('|').Contains(word) => word[..3],
        { Length: 2 or 3 } when word[^1] is '一' or '二' or '三' or '四' or '五' or '六' or '日' or '天' && word[0] is '周' or '星' or '礼' =>
            Days["一二三四五六日".IndexOf(word[^1] == '天' ? '日' : word[^1], StringComparison.Ordinal)],
        _ => null,
    };

    /// <summary>When nobody says a time: the time of day that reports come at by default, or what the part of the day suggests.</summary>
    private static (int Hour, int Minute)? Usual(string unit) => unit switch
    {
        "afternoon" => (15, 0),
        "evening" or "night" or "晚上" or "晚" => (20, 0),
        _ => (9, 0),
    };
}
