using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceMove;

/// <summary>How users ask for a file to be moved or renamed.</summary>
internal static class WorkspaceMovePhrases
{
    private static readonly string From = OfflineVocabulary.Path.Replace("?<path>", "?<from>", StringComparison.Ordinal);
    private static readonly string To = OfflineVocabulary.Path.Replace("?<path>", "?<to>", StringComparison.Ordinal);

    private static readonly Func<string, Match?> Moving = OfflinePattern.Whole(
        $@"(?:move|rename|mv){OfflineVocabulary.BeforePathEn}{From}\s+(?:to|into|as|->)?\s*{To}",
        $@"(?:把|将){OfflineVocabulary.BeforePath}{From}\s*(?:重命名为|改名为|改名成|改名叫|改成|改为|移动到|移到|挪到|搬到)\s*{To}",
        $@"(?:重命名|改名|移动|移){OfflineVocabulary.BeforePath}{From}\s*(?:为|成|到|->)?\s*{To}");

    public static OfflineToolSkill Skill { get; } = new("workspace_move")
    {
        Specificity = 9,
        Acts = true,
        Recognise = static request => Moving(OfflineRequest.Plain(request)) is { } match
            ? new() { ["from"] = match.Groups["from"].Value, ["to"] = match.Groups["to"].Value }
            : null,
        Tell = static result => result.Is("changed")
            ? result.Say($"已把 {result.Text("from")} 移到 {result.Text("to")}。", $"I moved {result.Text("from")} to {result.Text("to")}.")
            : result.Say("文件已经在那里，没有变化。", "The file is there already; nothing changed."),
    };
}
