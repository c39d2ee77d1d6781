using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceWrite;

/// <summary>How users ask for something to be written into a file.</summary>
internal static class WorkspaceWritePhrases
{
    private const string Path = OfflineVocabulary.Path;

    // As the user wrote it, marks at the end included: they may be part of what is to be written.
    private static readonly Func<string, Match?> Writing = OfflinePattern.Whole(
        $@"(?:write|save|create|make)(?:\s+to|\s+into)?{OfflineVocabulary.BeforePathEn}{Path}\s*[:：]\s*(?<content>.+)",
        $@"(?:write|save|create|make){OfflineVocabulary.BeforePathEn}{Path}\s+(?:with|saying|that\s+says|containing)\s+(?:the\s+text\s+)?(?<content>.+)",
        $@"(?:write|save|put)\s+(?<content>.+?)\s+(?:to|into|in|as){OfflineVocabulary.BeforePathEn}{Path}[\s.!。！]*",
        $@"(?:把|将)\s*(?<content>.+?)\s*(?:写入|写到|写进|写在|保存到|保存为|保存在|存到|存入|存为|记到|记在){OfflineVocabulary.BeforePath}{Path}\s*(?:里面?|中)?[\s。.！!]*",
        $@"(?:写入|写到|写进|写一个|写个|写|保存到|保存|存到|新建|创建|建立)(?:一个)?{OfflineVocabulary.BeforePath}{Path}\s*[,，]?\s*(?:内容(?:是|为)?)?\s*[:：]\s*(?<content>.+)",
        $@"(?:写入|写到|写进|写|新建|创建|建立)(?:一个)?{OfflineVocabulary.BeforePath}{Path}\s*[,，]?\s*(?:内容(?:是|为)?)\s*(?<content>.+)",
        $@"(?:在|往){OfflineVocabulary.BeforePath}{Path}\s*(?:里面?|中)?\s*写(?:入|上|下)?\s*[:：]?\s*(?<content>.+)");

    public static OfflineToolSkill Skill { get; } = new("workspace_write")
    {
        Specificity = 9,
        Acts = true,
        Examples = [("把你好写入 notes.md", "write notes.md: hello")],
        Recognise = static request => Writing(OfflineRequest.Opened(request)) is { } match
            ? new() { ["path"] = match.Groups["path"].Value, ["content"] = OfflineVocabulary.Unquoted(match.Groups["content"].Value) }
            : null,
        Tell = static result =>
        {
            var (path, bytes) = (result.Text("path"), result.Text("bytes"));
            return result.Is("is_new")
                ? result.Say($"已写好新文件 {path}（{bytes} 字节）。", $"I wrote the new file {path} ({bytes} bytes).")
                : result.Say($"已写入 {path}（{bytes} 字节），替换了原来的内容。", $"I wrote {path} ({bytes} bytes), in place of what it said before.");
        },
    };
}
