using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ScheduleCreate;

/// <summary>A report that a user wants at certain times, or something to be told then, read from words.</summary>
/// <param name="Arguments">The tool's arguments, or null where something has to be asked.</param>
/// <param name="Question">What has to be asked, Chinese and English.</param>
internal sealed record ScheduleWish(Dictionary<string, object?>? Arguments, (string Zh, string En)? Question)
{
    private static readonly Lazy<Regex> Recurrence = new(static () => OfflinePattern.Of(
        $@"\b(?:every|each)\s+(?<unit>day|morning|afternoon|evening|night|{WeekDays.English}|week)s?\b(?:\s+on\s+(?<unit>{WeekDays.English}))?"
        + $@"|\bon\s+(?<unit>{WeekDays.English})"
        + $@"|(?:每一?个?|逢)(?<unit>天|日|早上|早晨|早|晚上|晚|{WeekDays.Chinese}|周|星期|礼拜)|(?<unit>{WeekDays.Chinese})"));

    private static readonly Lazy<Regex> Report = new(static () =>
        OfflinePattern.Of($@"\b(?:reports?|briefings?|digests?|summary|summaries)\b|{OfflineVocabulary.Report}|早报|晚报"));

    private static readonly Lazy<Regex> Scheduling = new(static () => OfflinePattern.Of(
        @"\b(?:schedule|set\s+up|automate)\b.*\b(?:daily|weekly|reports?)\b|\b(?:daily|weekly)\b.*\b(?:at|by)\s+\w+|\b(?:daily|weekly)\b.*\d|定时|定期"
        // A time of day and a daily or weekly report; "today at nine" is once.
        + @"|^[^今]*(?:\d\s*[:：点]|[一二三四五六七八九十两]\s*点)[^今]*(?:日报|周报)|^[^今]*(?:日报|周报)[^今]*(?:\d\s*[:：点]|[一二三四五六七八九十两]\s*点)"));

    // What is to be told at those times stands behind them, whatever it is about.
    private static readonly Lazy<Regex> Telling = new(static () => OfflinePattern.Of(
        @"^(?<when>[^,.;!?，。；！？]{1,60}?)[\s,，:：]*(?<message>(?:tell|remind|ask|greet)\s+me\b.+|(?:请)?(?:提醒|告诉|问|叫)我.+)$"));

    // Other wishes in the same breath, and other times: better asked than half done.
    private static readonly Lazy<Regex> Else = new(static () => OfflinePattern.Of(
        @"\bwatch\s?list\b|\bremember\b|\bfollow\b|\be-?mail\b|\binbox\b|邮箱|邮件|短信|微信|关注|自选|记住|\b(?:delete|remove|cancel|stop)\b|删除|取消|停止"));

    private static readonly Lazy<Regex> OtherTimes = new(static () => OfflinePattern.Of(
        @"\b(?:tomorrow|tonight|next\s+\w+|monthly|hourly|every\s+(?:month|hour|minute|year|quarter|other|\d+)|once)\b|明天|后天|今晚|下周|下个?月|每个?(?:月|小时|分钟|年|季度)|每隔|每两|半小时"));

    private static readonly Lazy<Regex> About = new(static () => OfflinePattern.Of(@"\s+(?:about|on)\s+(?<about>.+?)(?:\s+at\s+.*)?[\s.!?]*$|关于(?<about>.+?)的|[份篇](?:关于)?(?<about>[^的，,]{1,30})的|(?<about>[A-Za-z][A-Za-z0-9.^=-]{0,14})的"));

    /// <summary>The wish in <paramref name="request"/>, or null where it is not about a report at certain times.</summary>
    public static ScheduleWish? Read(string request)
    {
        var text = OfflineRequest.Plain(request);
        var telling = Telling.Value.Match(text);
        var when = telling.Success ? telling.Groups["when"].Value : text;
        var recurrence = Recurrence.Value.Match(when);
        if (telling.Success && recurrence.Success && !Report.Value.IsMatch(when) && !OtherTimes.Value.IsMatch(when))
        {
            return Read(when, recurrence, telling.Groups["message"].Value);
        }

        recurrence = Recurrence.Value.Match(text);
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

        return Read(text, recurrence, null);
    }

    private static ScheduleWish Read(string text, Match recurrence, string? message)
    {
        var rest = recurrence.Success ? text.Remove(recurrence.Index, recurrence.Length).Insert(recurrence.Index, " ") : text;
        var unit = recurrence.Groups["unit"].Captures.LastOrDefault()?.Value.ToLowerInvariant() ?? "";
        if ((ClockWords.Read(WithoutTopic(rest), unit) ?? Usual(unit)) is not { Hour: >= 0 } time)
        {
            return new ScheduleWish(null, (
                "这个时刻我没有听懂，所以什么也没有安排。请说一个时刻，例如：每天早上9点给我发日报。",
                "I did not understand at what time, so I scheduled nothing. Say one time, for example: send me a daily report every day at 9am."));
        }

        var arguments = message is null ? ToReport(rest, unit, time) : ToMessage(unit, time, message);
        if (ClockWords.IsAbout(WithoutTopic(rest)))
        {
            arguments["timing"] = "spread";
        }

        return new ScheduleWish(arguments, null);
    }

    private static Dictionary<string, object?> ToMessage(string unit, (int Hour, int Minute) time, string message) =>
        At(new() { ["message"] = message }, unit, WeekDays.In(unit).Count == 1 || IsWeek(unit), time);

    private static Dictionary<string, object?> ToReport(string text, string unit, (int Hour, int Minute) time)
    {
        var days = WeekDays.In(unit);
        var (saysWeekly, saysDaily) = (Says(text, "周报", "weekly"), Says(text, "日报", "daily"));
        var isWeekly = days.Count == 1 || IsWeek(unit) || (unit.Length == 0 && saysWeekly && !saysDaily);
        var report = saysDaily || (!saysWeekly && !isWeekly) ? ReportType.Daily : ReportType.Weekly;
        var arguments = new Dictionary<string, object?> { ["report_type"] = report.Value };
        if (Topic(text) is { } topic)
        {
            (arguments["report_type"], arguments["custom_prompt"]) = (ReportType.Custom.Value, topic.Value.Trim());
        }

        return At(arguments, unit, isWeekly, time);
    }

    private static bool IsWeek(string unit) => unit is "week" or "周" or "星期" or "礼拜";

    private static Dictionary<string, object?> At(Dictionary<string, object?> arguments, string unit, bool isWeekly, (int Hour, int Minute) time)
    {
        var days = WeekDays.In(unit);
        if (days.Count > 1)
        {
            (arguments["kind"], arguments["expression"]) = ("cron", string.Create(CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour} * * {WeekDays.Cron(days)}"));
            return arguments;
        }

        (arguments["kind"], arguments["hour"], arguments["minute"]) = (isWeekly ? "weekly" : "daily", time.Hour, time.Minute);
        if (isWeekly)
        {
            arguments["day_of_week"] = WeekDays.Names[days.Count == 1 ? days[0] : 0];
        }

        return arguments;
    }

    private static bool Says(string text, params IEnumerable<string> words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    // What a report is about may speak of any time.
    private static string WithoutTopic(string text) => Topic(text) is { } topic ? text.Remove(topic.Index, topic.Length) : text;

    private static Group? Topic(string text) =>
        About.Value.Match(text).Groups["about"] is { Success: true } about && !ReportTopic.IsNone(about.Value) && !about.Value.Contains('点') ? about : null;

    /// <summary>When nobody says a time: the time of day that reports come at by default, or what the part of the day suggests.</summary>
    private static (int Hour, int Minute)? Usual(string unit) => unit switch
    {
        "afternoon" => (15, 0),
        "evening" or "night" or "晚上" or "晚" => (20, 0),
        _ => (9, 0),
    };
}
