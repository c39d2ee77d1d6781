using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ScheduleDelete;

/// <summary>Schedules that were deleted, in words. The list of schedules leads to it: that one knows the ids.</summary>
internal static class ScheduleDeletePhrases
{
    public static OfflineToolSkill Skill { get; } = new("schedule_delete")
    {
        Acts = true,
        Examples = [("删除定时任务 1", "delete schedule 1")],
        Tell = static result =>
        {
            var deleted = result.Items("deleted").Select(ScheduleWords.Of).ToList();
            return deleted.Count == 1
                ? result.Say($"已删除定时任务：{deleted[0]}。", $"I deleted the schedule: {deleted[0]}.")
                : result.Say($"已删除 {deleted.Count} 个定时任务：\n", $"I deleted {deleted.Count} schedules:\n") + string.Join('\n', deleted.Select(static job => $"- {job}"));
        },
    };
}
