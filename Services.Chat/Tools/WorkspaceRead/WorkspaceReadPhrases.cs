using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.WorkspaceRead;

/// <summary>How users ask for what a file says, and for what the assistant remembers.</summary>
internal static class WorkspaceReadPhrases
{
    private const string Path = OfflineVocabulary.Path;

    private static readonly Func<string, Match?> Reading = OfflinePattern.Whole(
        $@"(?:read|open|show|cat|display|print|view){OfflineVocabulary.BeforePathEn}{Path}",
        $@"what(?:'s|\s+is)\s+in\s+(?:the\s+|my\s+)?(?:file\s+)?{Path}",
        $@"what\s+does\s+(?:the\s+|my\s+)?(?:file\s+)?{Path}\s+say",
        $@"(?:读取|读一下|读|打开|看看|看一下|查看|看|显示){OfflineVocabulary.BeforePath}{Path}\s*(?:的?内容|里面?的?内容|里面?(?:有|写了?)什么)?",
        $@"{Path}\s*(?:里面?|中)?(?:有|写了?|说了?|是)什么(?:内容)?",
        @"(?<memory>what\s+do\s+you\s+(?:remember|know)(?:\s+about\s+me)?|show\s+(?:me\s+)?your\s+memory|你?(?:还)?记(?:得|住了?)(?:我的?)?(?:什么|哪些(?:事情?)?)|(?:看看|查看|显示|列出)你?的?(?:记忆|记住的(?:事情|内容)?))");

    public static OfflineToolSkill Skill { get; } = new("workspace_read")
    {
        Specificity = 5,
        Examples = [("读取 USER.md", "read USER.md")],
        Recognise = static request => Reading(OfflineRequest.Plain(request)) is { } match
            ? new() { ["path"] = match.Groups["memory"].Success ? WorkspaceNames.Memory : match.Groups["path"].Value }
            : null,
        Tell = static result => result.Text("content").Length == 0
            ? result.Say($"{result.Text("path")} 是空的。", $"{result.Text("path")} is empty.")
            : result.Say($"{result.Text("path")} 的内容：\n\n{result.Text("content")}", $"{result.Text("path")} says:\n\n{result.Text("content")}"),
    };
}
