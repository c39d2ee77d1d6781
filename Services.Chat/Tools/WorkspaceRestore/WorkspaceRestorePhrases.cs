using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceRestore;

/// <summary>How users ask for a file as it was at a revision. Where they name none the list of revisions leads to it.</summary>
internal static class WorkspaceRestorePhrases
{
    private static readonly Func<string, Match?> Restoring = OfflinePattern.Whole(
        $@"(?:restore|revert|reset|roll\s*back){OfflineVocabulary.BeforePathEn}{OfflineVocabulary.Path}\s+to\s+(?:revision|version)\s+(?<revision>\d{{1,9}})",
        $@"(?:把|将)?{OfflineVocabulary.BeforePath}{OfflineVocabulary.Path}\s*(?:恢复|还原|回退|退回)(?:到|为|成)\s*(?:版本|第)?\s*(?<revision>\d{{1,9}})\s*(?:版|号版本|个版本)?",
        $@"(?:恢复|还原|回退){OfflineVocabulary.BeforePath}{OfflineVocabulary.Path}\s*(?:到|为|成)\s*(?:版本|第)?\s*(?<revision>\d{{1,9}})\s*(?:版|号版本|个版本)?");

    public static OfflineToolSkill Skill { get; } = new("workspace_restore")
    {
        Specificity = 9,
        Acts = true,
        Recognise = static request => Restoring(OfflineRequest.Plain(request)) is { } match
            && int.TryParse(match.Groups["revision"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
                ? new() { ["path"] = match.Groups["path"].Value, ["revision"] = revision }
                : null,
        Tell = static result => result.Is("changed")
            ? result.Say($"已把 {result.Text("path")} 恢复成版本 {result.Text("restored")} 的内容。", $"I made {result.Text("path")} what it was at revision {result.Text("restored")}.")
            : result.Say($"{result.Text("path")} 已经是那样，没有变化。", $"{result.Text("path")} says that already; nothing changed."),
    };
}
