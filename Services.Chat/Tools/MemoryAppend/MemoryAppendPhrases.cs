using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.MemoryAppend;

/// <summary>How users ask for something to be remembered.</summary>
internal static class MemoryAppendPhrases
{
    private static readonly Func<string, Match?> Remembering = OfflinePattern.Whole(
        @"(?:save|add|write)\s+(?:this\s+)?to\s+(?:your\s+|my\s+)?memory\s*[:：]\s*(?<text>.*)",
        @"(?:remember|keep\s+in\s+mind|(?:don't|do\s+not|don’t)\s+forget|note\s+down|make\s+a\s+note|note)\s*(?:that\b|this\b)?\s*[:：,]?\s*(?<text>.*)",
        @"(?:请?记住|记一下|记下来?|记得|牢记|别忘了?|不要忘了?)\s*[:：,，]?\s*(?:这个|这一点|这件事|下面的?(?:话|内容))?\s*[:：,，]?\s*(?<text>.*)");

    public static OfflineToolSkill Skill { get; } = new("memory_append")
    {
        Specificity = 8,
        Acts = true,
        Examples = [("记住我喜欢简短的回答", "remember that I like short answers")],
        Ask = static request => Said(request) is { Length: 0 } ? ("要我记住什么？请说“记住……”。", "What shall I remember? Say: remember that …") : null,
        Recognise = static request => Said(request) is { Length: > 0 } text ? new() { ["text"] = text } : null,
        Tell = static result => result.Is("changed")
            ? result.Say($"记住了：{result.Text("text")}（写在 {result.Text("path")}）。", $"I will remember: {result.Text("text")} (it stands in {result.Text("path")}).")
            : result.Say("这一条已经记住了，没有变化。", "I remembered that already; nothing changed."),
    };

    /// <summary>What is to be remembered, empty where that is missing, or null where nothing is.</summary>
    private static string? Said(string request)
    {
        var text = Remembering(OfflineRequest.Opened(request))?.Groups["text"].Value.Trim();
        // "记住了吗", "记得什么": questions about memory, not for it.
        return text is null || text.StartsWith('了') || text.StartsWith("什么", StringComparison.Ordinal) || text.StartsWith("哪些", StringComparison.Ordinal)
            || text.EndsWith('?') || text.EndsWith('？') ? null : text.TrimEnd('。', '.', '!', '！');
    }
}
