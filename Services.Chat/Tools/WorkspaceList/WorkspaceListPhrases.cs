using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceList;

/// <summary>How users ask for the list of their files.</summary>
internal static class WorkspaceListPhrases
{
    public static OfflineToolSkill Skill { get; } = new("workspace_list")
    {
        Specificity = 1,
        Examples = [("列出我的文件", "list my files")],
        Recognise = OfflinePattern.Recognise(static _ => [],
            @"\b(?:list|show|see|what|which)\b.*\bfiles?\b|(?:列出|列一下|显示|查看|看看|看一下|有哪些|有什么|哪些).*文件|文件.*(?:列表|有哪些|有什么)|^\s*(?:我的文件|(?:my\s+)?files)\s*$"),
        Tell = static result =>
        {
            var files = result.Items("files").Select(static file => $"- {file.Text("path")} ({file.Text("bytes")})").ToList();
            return files.Count == 0
                ? result.Say("工作区里没有文件。", "Your workspace has no files.")
                : result.Say("工作区文件（字节）：\n", "Your files (bytes):\n") + string.Join('\n', files);
        },
    };
}
