using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ScheduleCreate;

/// <summary>How users ask for reports, or to be told something, at certain times.</summary>
internal static class ScheduleCreatePhrases
{
    public static OfflineToolSkill Skill { get; } = new("schedule_create")
    {
        Specificity = 3,
        Acts = true,
        Examples =
        [
            ("每天早上9点给我发日报", "schedule a daily report at 9am"),
            ("每周一早上8点半给我发周报", "send me a weekly report every Monday at 8:30"),
            ("每天早上8点提醒我喝水", "every morning at 8 remind me to drink water"),
        ],
        Ask = static request => ScheduleWish.Read(request)?.Question,
        Recognise = static request => ScheduleWish.Read(request)?.Arguments,
        Tell = static result =>
        {
            var schedule = result.Json.TryGetProperty("schedule", out var json) ? result.Of(json) : result;
            var (what, next) = (ScheduleWords.Of(schedule), ScheduleWords.Next(schedule));
            return result.Is("created")
                ? result.Say($"已安排：{what}{next}。", $"I scheduled it: {what}{next}.")
                : result.Say($"已经有这个定时任务了，没有变化：{what}{next}。", $"That was scheduled already; nothing changed: {what}{next}.");
        },
    };
}
