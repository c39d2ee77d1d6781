using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;
using Nanobot.Services.Chat.Tools.ScheduleDelete;

namespace Nanobot.Services.Chat.Tools.ScheduleList;

/// <summary>How users ask for what they have scheduled. Deletions begin with the list too, as nobody knows ids.</summary>
internal static class ScheduleListPhrases
{
    private const string Schedule = OfflineVocabulary.Schedule;

    private static readonly Func<string, Match?> Asking = OfflinePattern.Whole(
        $@"(?:(?:list|show|see|display|what\s+are)\s+(?:me\s+)?)?(?:(?:all\s+)?(?:the|my|all)\s+)*{OfflineVocabulary.ScheduleEn}",
        @"(?:what|which)\s+(?:schedules|scheduled\s+reports)\s+(?:do\s+i\s+have|are\s+there|have\s+i)",
        @"what(?:'s|\s+is|\s+have\s+i)?\s+(?:on\s+my\s+schedule|(?:is\s+)?scheduled|do\s+i\s+have\s+scheduled)",
        $@"(?:列出|列一下|显示|查看|看看|看一下|看|打开)?\s*(?:一下)?\s*(?:我)?(?:现在)?的?(?:所有的?|全部的?)?{Schedule}\s*(?:列表)?(?:都)?(?:有)?(?:哪些|什么)?",
        $@"我?(?:现在)?(?:都)?(?:有|设了|安排了|定了)(?:哪些|什么){Schedule}");

    public static OfflineToolSkill Skill { get; } = new("schedule_list")
    {
        Specificity = 6,
        Examples = [("列出定时任务", "list my schedules")],
        Recognise = static request => Asking(OfflineRequest.Plain(request)) is not null || (ScheduleChoice.Read(request) is not null && !OfflineRequest.IsOnlyTalk(request)) ? [] : null,
        Next = static (request, result) => ScheduleChoice.Read(request)?.Of([.. result.Items("schedules")]) is { Count: > 0 } chosen
            ? new OfflineCall("schedule_delete", new() { ["job_ids"] = chosen.Select(static job => job.Text("job_id")).ToArray() })
            : null,
        Tell = static result =>
        {
            var lines = result.Items("schedules").Select(static (job, at) => $"{at + 1}. {ScheduleWords.Of(job)}{ScheduleWords.Next(job)}").ToList();
            var (list, deletes) = (string.Join('\n', lines), ScheduleChoice.Read(result.Request) is not null);
            return lines.Count == 0 ? deletes
                    ? result.Say("没有定时任务，没有什么可以删除。", "Nothing is scheduled, so there was nothing to delete.")
                    : result.Say("还没有定时任务。", "Nothing is scheduled yet.")
                : deletes
                    ? result.Say($"还没有删除，请说明是哪一个，例如“删除定时任务 1”：\n{list}", $"I deleted nothing yet. Which one is it? Say for example: delete schedule 1.\n{list}")
                    : result.Say($"你的定时任务：\n{list}", $"Your schedules:\n{list}");
        },
    };
}
