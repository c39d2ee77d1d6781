namespace Nanobot.Services.Chat.Tools.ScheduleCreate;

/// <summary>Days of the week in words: one, several, the working days, the weekend.</summary>
internal static class WeekDays
{
    private const string Day = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?";
    private const string Sign = "[一二三四五六日天]";
    private const string Week = "(?:周|星期|礼拜)";

    /// <summary>A pattern of days in English.</summary>
    public const string English = $@"(?:weekdays?|working\s+days?|weekends?|{Day}(?:(?:\s*,\s*and\s+|\s*,\s*|\s+and\s+)(?:every\s+|on\s+)?{Day})*)\b";

    /// <summary>A pattern of days in Chinese.</summary>
    public const string Chinese = $"(?:工作日|周末|{Week}一[到至]{Week}?五|{Week}{Sign}(?:[、,，和与及]{Week}?{Sign})*)";

    private static readonly string[] Words = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>The days as the scheduler names them, from Monday.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The days that <paramref name="words"/> name, from 0 for Monday; none where they name none.</summary>
    public static IReadOnlyList<int> In(string words) =>
        words.Contains("工作日", StringComparison.Ordinal) || words.Contains("weekday", StringComparison.Ordinal)
            || words.Contains("working", StringComparison.Ordinal) || words.Contains('到') || words.Contains('至') ? [0, 1, 2, 3, 4]
        : words.Contains("周末", StringComparison.Ordinal) || words.Contains("weekend", StringComparison.Ordinal) ? [5, 6]
        : words.Length > 1 && (words[0] is '周' or '星' or '礼') ? [.. Signs(words)]
        : [.. Enumerable.Range(0, 7).Where(day => words.Contains(Words[day], StringComparison.Ordinal))];

    /// <summary>Several days as a field of a crontab line.</summary>
    public static string Cron(IReadOnlyList<int> days) => days is [0, 1, 2, 3, 4] ? "1-5" : string.Join(',', days.Select(static day => (day + 1) % 7));

    // Of 星期 itself no sign counts for a day.
    private static IEnumerable<int> Signs(string words) =>
        words.Select(static sign => sign == '天' ? 6 : "一二三四五六日".IndexOf(sign, StringComparison.Ordinal)).Where(static day => day >= 0).Distinct().Order();
}
