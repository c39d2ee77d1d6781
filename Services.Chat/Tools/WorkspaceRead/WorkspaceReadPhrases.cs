using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceRead;

/// <summary>How users ask for what a file says.</summary>
internal static class WorkspaceReadPhrases
{
    private const string Path = OfflineVocabulary.Path;

    public static OfflineToolSkill Skill { get; } = new("workspace_read")
    {
        Specificity = 2,
        Example = ("读取 USER.md", "read USER.md"),
        Recognise = OfflinePattern.Recognise(static match => new() { ["path"] = match.Groups["path"].Value },
            $@"\b(?:read|open|show|cat|display)\s+(?:me\s+)?(?:the\s+|my\s+)?(?:file\s+)?{Path}",
            $@"\bwhat(?:'s|\s+is)\s+in\s+(?:the\s+|my\s+)?(?:file\s+)?{Path}",
            $@"(?:读取|读|打开|看看|查看|看|显示)\s*(?:一下)?\s*(?:我的)?\s*(?:文件)?\s*{Path}"),
        Tell = static result => result.Say(
            $"{result.Text("path")} 的内容：\n\n{result.Text("content")}", $"{result.Text("path")} says:\n\n{result.Text("content")}"),
    };
}
