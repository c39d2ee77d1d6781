using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools;

/// <summary>A schedule, as tools show it, in words.</summary>
internal static partial class ScheduleWords
{
    private static readonly (string Name, string Zh, string En)[] Days =
    [
        ("mon", "一", "Monday"), ("tue", "二", "Tuesday"), ("wed", "三", "Wednesday"), ("thu", "四", "Thursday"),
        ("fri", "五", "Friday"), ("sat", "六", "Saturday"), ("sun", "日", "Sunday"),
    ];

    /// <summary>What it makes and when, with the zone: <c>daily report, every day at 09:00 (Europe/Berlin)</c>.</summary>
    public static string Of(OfflineResult schedule) => schedule.Say(
        $"{Report(schedule)}，{When(schedule)}（{schedule.Text("time_zone")}）",
        $"{Report(schedule)}, {When(schedule)} ({schedule.Text("time_zone")})");

    /// <summary>When it runs next by the clocks of its zone, as a half sentence, or nothing where it does not.</summary>
    public static string Next(OfflineResult schedule)
    {
        if (!DateTimeOffset.TryParse(schedule.Text("next_run_at"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var next))
        {
            return schedule.Text("status") == "paused" ? schedule.Say("，已暂停", ", paused") : "";
        }

        var local = ZoneName.TryParse(schedule.Text("time_zone"), out var zone) ? TimeZoneInfo.ConvertTime(next, zone.Zone) : next;
        var time = local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return schedule.Say($"，下一次 {time}", $", next on {time}");
    }

    private static string Report(OfflineResult schedule) => schedule.Text("does") switch
    {
        PayloadType.AgentTurn => schedule.Say("做你交代的事", "what you told me to do"),
        PayloadType.Heartbeat => schedule.Say("心跳", "heartbeat"),
        PayloadType.Webhook => schedule.Say("通知一个网址", "telling an address"),
        _ => ReportWords.Type(schedule, schedule.Text("report_type")),
    };

    private static string When(OfflineResult schedule)
    {
        var time = Time(schedule.Text("hour"), schedule.Text("minute"));
        var count = schedule.Text("interval") is var interval && interval != "1" ? interval : "";
        var day = Array.Find(Days, day => day.Name == schedule.Text("day_of_week"));
        return schedule.Text("kind") switch
        {
            "daily" when count.Length > 0 => schedule.Say($"每 {count} 天 {time}", $"every {count} days at {time}"),
            "weekly" when count.Length > 0 => schedule.Say($"每 {count} 周的周{day.Zh} {time}", $"every {count} weeks on {day.En} at {time}"),
            "daily" => schedule.Say($"每天 {time}", $"every day at {time}"),
            "weekly" => schedule.Say($"每周{day.Zh} {time}", $"every {day.En} at {time}"),
            "cron" when OnDays().Match(schedule.Text("expression")) is { Success: true } match =>
                OnDays(schedule, match.Groups["days"].Value, Time(match.Groups["hour"].Value, match.Groups["minute"].Value)),
            "cron" => schedule.Say($"按 cron {schedule.Text("expression")}", $"by cron {schedule.Text("expression")}"),
            "every" => schedule.Say($"每 {schedule.Text("seconds")} 秒", $"every {schedule.Text("seconds")} seconds"),
            _ => schedule.Say($"{schedule.Text("time")} 一次", $"once at {schedule.Text("time")}"),
        };
    }

    private static string OnDays(OfflineResult schedule, string field, string time)
    {
        if (field == "1-5")
        {
            return schedule.Say($"工作日 {time}", $"on weekdays at {time}");
        }

        // Cron counts from Sunday.
        var days = field.Split(',').Select(static figure => Days[(int.Parse(figure, CultureInfo.InvariantCulture) + 6) % 7]).ToList();
        return schedule.Say($"每周{string.Join('、', days.Select(static day => day.Zh))} {time}", $"every {string.Join(", ", days.Select(static day => day.En))} at {time}");
    }

    private static string Time(string hour, string minute) => $"{hour.PadLeft(2, '0')}:{minute.PadLeft(2, '0')}";

    [GeneratedRegex(@"^(?<minute>\d{1,2}) (?<hour>\d{1,2}) \* \* (?<days>1-5|[0-7](?:,[0-7])*)$", RegexOptions.CultureInvariant)]
    private static partial Regex OnDays();
}
