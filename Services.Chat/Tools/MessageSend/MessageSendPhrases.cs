using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.MessageSend;

/// <summary>How users ask to be notified of something.</summary>
internal static class MessageSendPhrases
{
    private static readonly Func<string, Match?> Notifying = OfflinePattern.Whole(
        @"(?:send\s+(?:me\s+)?(?:a\s+)?notification|notify\s+me)\s*(?:that\b|saying\b)?\s*[:：,]?\s*(?<text>.+)",
        @"(?:发(?:送)?(?:一条|一个|个|条)?通知(?:给我)?|给我发(?:一条|一个|个|条)?通知|通知我)\s*[:：,，]?\s*(?<text>.+)");

    public static OfflineToolSkill Skill { get; } = new("message_send")
    {
        Specificity = 5,
        Acts = true,
        Examples = [("发通知：水烧开了", "send me a notification: the water boils")],
        Recognise = static request => OfflineRequest.IsOnlyTalk(request) ? null
            : Notifying(OfflineRequest.Plain(request))?.Groups["text"].Value.Trim() is { Length: > 0 } text ? new() { ["text"] = text } : null,
        Tell = static result => result.Say("通知已发出。", "I sent the notification."),
    };
}
