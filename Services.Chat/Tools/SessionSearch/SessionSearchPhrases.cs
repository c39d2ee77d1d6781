using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.SessionSearch;

/// <summary>How users ask when they talked of something.</summary>
internal static class SessionSearchPhrases
{
    private static readonly Func<string, Match?> Searching = OfflinePattern.Whole(
        @"(?:search|look)\s+(?:in\s+|through\s+)?(?:all\s+)?(?:of\s+)?(?:my|our)\s+(?:(?:old|earlier|past)\s+)?(?:conversations?|sessions?|chats?|messages)\s+(?:for|about)\s+(?<query>.+)",
        @"(?:search|look|find)\s+(?:for\s+)?(?<query>.+?)\s+in\s+(?:my|our)\s+(?:(?:old|earlier|past)\s+)?(?:conversations?|sessions?|chats?|messages)",
        @"when\s+did\s+we\s+(?:talk|speak|chat)\s+(?:about|of)\s+(?<query>.+)",
        @"(?:在|从)?\s*(?:我的|我们的|我们|之前的|以前的|过去的|历史)*(?:对话|会话|聊天记录|聊天|谈话)(?:记录|历史)?(?:里面?|中)?\s*(?:搜索|搜一下|搜|查找|查一下|找一下|寻找|找)\s*[:：]?\s*(?<query>.+)",
        @"(?:搜索|查找|寻找|搜)\s*(?:我的|我们的|之前的|以前的|过去的|历史)*(?:对话|会话|聊天记录|聊天|谈话)(?:记录|历史)?(?:里面?|中)?的?\s*[:：]?\s*(?<query>.+)",
        @"我们(?:什么时候|何时)(?:聊过|谈过|说过|提到过?)\s*(?<query>.+)");

    public static OfflineToolSkill Skill { get; } = new("session_search")
    {
        Specificity = 9,
        Examples = [("在对话里搜索 黄金", "search my conversations for gold")],
        Recognise = static request => Searching(OfflineRequest.Plain(request)) is { } match ? new() { ["query"] = OfflineVocabulary.Unquoted(match.Groups["query"].Value) } : null,
        Tell = static result =>
        {
            var sessions = result.Items("sessions").Select(static one =>
                $"- {one.Text("title")} ({ReportWords.Time(one.Text("updated_at"))})" + (one.Text("excerpt") is { Length: > 0 } excerpt ? $": {excerpt.ReplaceLineEndings(" ").Trim()}" : "")).ToList();
            return sessions.Count == 0
                ? result.Say("没有哪次对话里有这些字。", "No conversation has these words.")
                : result.Say("找到的对话：\n", "Conversations that have it:\n") + string.Join('\n', sessions);
        },
    };
}
