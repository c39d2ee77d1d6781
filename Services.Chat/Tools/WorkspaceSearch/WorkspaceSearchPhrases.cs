using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceSearch;

/// <summary>How users ask which of their files have some words.</summary>
internal static class WorkspaceSearchPhrases
{
    private static readonly Func<string, Match?> Searching = OfflinePattern.Whole(
        @"(?:search|look)\s+(?:in\s+|through\s+)?(?:all\s+)?(?:of\s+)?(?:my|the)\s+(?:files|workspace|notes)\s+for\s+(?<query>.+)",
        @"(?:search|look|find)\s+(?:for\s+)?(?<query>.+?)\s+in\s+(?:all\s+)?(?:of\s+)?(?:my|the)\s+(?:files|workspace|notes)",
        @"(?:which|what)\s+(?:of\s+my\s+)?files?\s+(?:has|have|mentions?|contains?|says?)\s+(?<query>.+)",
        @"(?:find|search)\s+(?:the\s+|my\s+)?files?\s+(?:with|about|that\s+(?:mention|contain|say|have))\s+(?<query>.+)",
        @"(?:在|从)?\s*(?:我的)?(?:所有)?(?:文件|工作区|笔记)(?:里面?|中)?\s*(?:搜索|搜一下|搜|查找|查一下|找一下|寻找|找)\s*[:：]?\s*(?<query>.+)",
        @"(?:搜索|查找|寻找|搜)\s*(?:我的)?(?:所有)?(?:文件|工作区|笔记)(?:里面?|中)?的?\s*[:：]?\s*(?<query>.+)",
        @"(?:哪个|哪些|什么)文件(?:里面?|中)?(?:有|提到了?|写了?|包含|说了?)\s*(?<query>.+)");

    public static OfflineToolSkill Skill { get; } = new("workspace_search")
    {
        Specificity = 8,
        Examples = [("在文件里搜索 黄金", "search my files for gold")],
        Recognise = static request => Searching(OfflineRequest.Plain(request)) is { } match ? new() { ["query"] = OfflineVocabulary.Unquoted(match.Groups["query"].Value) } : null,
        Tell = static result =>
        {
            var files = result.Items("files").Select(static file => file.Text("line").Length > 0
                ? $"- {file.Text("path")} ({file.Text("line")}): {file.Text("excerpt").ReplaceLineEndings(" ").Trim()}"
                : $"- {file.Text("path")}").ToList();
            return files.Count == 0
                ? result.Say("没有文件里有这些字。", "No file has these words.")
                : result.Say("找到的文件（行）：\n", "Files that have it (line):\n") + string.Join('\n', files);
        },
    };
}
