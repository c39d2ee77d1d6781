using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceWrite;

/// <summary>How users ask for something to be written into a file.</summary>
internal static class WorkspaceWritePhrases
{
    private const string Path = OfflineVocabulary.Path;

    public static OfflineToolSkill Skill { get; } = new("workspace_write")
    {
        Specificity = 3,
        Example = ("把你好写入 notes.md", "write notes.md: hello"),
        Recognise = OfflinePattern.Recognise(
            static match => new() { ["path"] = match.Groups["path"].Value, ["content"] = Unquoted(match.Groups["content"].Value) },
            $@"^\s*(?:please\s+)?(?:write|save)\s+(?:to\s+)?(?:the\s+)?(?:file\s+)?{Path}\s*[:：]\s*(?<content>.+)$",
            $@"^\s*(?:please\s+)?(?:write|save|put)\s+(?<content>.+?)\s+(?:to|into|in)\s+(?:the\s+)?(?:file\s+)?{Path}\s*\.?\s*$",
            $@"把\s*(?<content>.+?)\s*(?:写入|写到|写进|保存到|存到)\s*(?:文件)?\s*{Path}",
            $@"(?:写入|写到|保存到)\s*(?:文件)?\s*{Path}\s*[:：]\s*(?<content>.+)$"),
        Tell = static result => result.Say(
            $"已写入 {result.Text("path")}（{result.Text("bytes")} 字节）。", $"I wrote {result.Text("path")} ({result.Text("bytes")} bytes)."),
    };

    private static string Unquoted(string content)
    {
        var text = content.Trim();
        return text.Length >= 2 && (text[0], text[^1]) is ('"', '"') or ('\'', '\'') or ('“', '”') or ('「', '」') ? text[1..^1] : text;
    }
}
