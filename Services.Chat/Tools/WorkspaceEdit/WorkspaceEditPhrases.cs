using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceEdit;

/// <summary>How users ask for a piece of a file to be replaced.</summary>
internal static class WorkspaceEditPhrases
{
    private const string Path = OfflineVocabulary.Path;
    private const string Old = @"(?:[""“「](?<old>[^""”」]+)[""”」]|(?<old>\S+?))";
    private const string New = @"(?:[""“「](?<new>[^""”」]*)[""”」]|(?<new>\S+?))";

    private static readonly Func<string, Match?> Editing = OfflinePattern.Whole(
        $@"(?:replace|change)\s+{Old}\s+(?:with|by|to|into)\s+{New}\s+in{OfflineVocabulary.BeforePathEn}{Path}",
        $@"in{OfflineVocabulary.BeforePathEn}{Path}\s*,?\s*(?:replace|change)\s+{Old}\s+(?:with|by|to|into)\s+{New}",
        $@"(?:把|将){OfflineVocabulary.BeforePath}{Path}\s*(?:里面?|中)?的?\s*{Old}\s*(?:替换成|替换为|换成|改成|改为)\s*{New}",
        $@"在?{OfflineVocabulary.BeforePath}{Path}\s*(?:里面?|中)\s*(?:把|将)\s*{Old}\s*(?:替换成|替换为|换成|改成|改为)\s*{New}");

    public static OfflineToolSkill Skill { get; } = new("workspace_edit")
    {
        Specificity = 10,
        Acts = true,
        Examples = [("把 notes.md 里的“你好”改成“再见”", "replace \"hello\" with \"goodbye\" in notes.md")],
        Recognise = static request => Editing(OfflineRequest.Plain(request)) is { } match
            ? new() { ["path"] = match.Groups["path"].Value, ["old_text"] = match.Groups["old"].Value, ["new_text"] = match.Groups["new"].Value }
            : null,
        Tell = static result => result.Is("changed")
            ? result.Say($"已改好 {result.Text("path")}。", $"I changed {result.Text("path")}.")
            : result.Say($"{result.Text("path")} 已经是那样，没有变化。", $"{result.Text("path")} says that already; nothing changed."),
    };
}
