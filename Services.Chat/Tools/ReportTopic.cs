namespace Nanobot.Services.Chat.Tools;

/// <summary>What a report is said to be about: not everything that stands there is a topic.</summary>
internal static class ReportTopic
{
    private static readonly string[] None =
        ["我", "今天", "今日", "本周", "这周", "每天", "每日", "每周", "最新", "新", "详细", "简短", "简单", "完整", "today", "this week", "me", "the day", "the week"];

    /// <summary>Whether the words say when, whose or how rather than about what.</summary>
    public static bool IsNone(string words) => None.Contains(words.Trim(), StringComparer.OrdinalIgnoreCase);
}
