using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceDelete;

/// <summary>How users ask for a file to be deleted.</summary>
internal static class WorkspaceDeletePhrases
{
    private const string Path = OfflineVocabulary.Path;

    private static readonly Func<string, Match?> Deleting = OfflinePattern.Whole(
        $@"(?:delete|remove|rm|erase|trash|throw\s+away){OfflineVocabulary.BeforePathEn}{Path}(?:\s+file)?",
        @"(?:delete|remove|erase|trash)\s+(?:the\s+|my\s+)?file\s+(?<path>\S+)",
        $@"(?:删除|删掉|删去|删|移除|去掉|清除|扔掉){OfflineVocabulary.BeforePath}{Path}\s*(?:这个)?(?:文件)?",
        @"(?:删除|删掉|删|移除)\s*文件\s+(?<path>\S+)",
        $@"(?:把|将){OfflineVocabulary.BeforePath}{Path}\s*(?:这个)?(?:文件)?\s*给?(?:删除掉|删除|删掉|删|去掉|移除|扔掉)了?");

    public static OfflineToolSkill Skill { get; } = new("workspace_delete")
    {
        Specificity = 7,
        Acts = true,
        Examples = [("删除 notes.md", "delete notes.md")],
        Recognise = static request => Deleting(OfflineRequest.Plain(request)) is { } match ? new() { ["path"] = match.Groups["path"].Value } : null,
        Tell = static result => result.Say($"已删除 {result.Text("deleted")}。", $"I deleted {result.Text("deleted")}."),
    };
}
