using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WorkspaceHistory;

/// <summary>How users ask what a file was, and for its last change to be undone, which takes the list of its revisions first.</summary>
internal static class WorkspaceHistoryPhrases
{
    private const string Path = OfflineVocabulary.Path;

    private static readonly Func<string, Match?> Asking = OfflinePattern.Whole(
        $@"(?:show|list|see|read)\s+(?:me\s+)?(?:the\s+)?(?:history|revisions|versions)\s+of\s+(?:the\s+|my\s+)?(?:file\s+)?{Path}",
        $@"(?:history|revisions|versions)\s+of\s+(?:the\s+|my\s+)?(?:file\s+)?{Path}",
        $@"(?:查看|看看|看|列出|显示){OfflineVocabulary.BeforePath}{Path}\s*的?(?:所有)?(?:历史|历史版本|版本|修改记录|历史记录)",
        $@"{Path}\s*(?:的|有哪些)(?:历史|历史版本|版本|修改记录|历史记录)");

    private static readonly Func<string, Match?> Undoing = OfflinePattern.Whole(
        $@"undo\s+(?:the\s+|my\s+)?(?:last\s+|latest\s+)?(?:change|edit|deletion)s?\s+(?:to|of|in)\s+(?:the\s+|my\s+)?(?:file\s+)?{Path}",
        $@"(?:bring\s+back|undelete|recover|restore){OfflineVocabulary.BeforePathEn}{Path}",
        $@"(?:撤销|撤回){OfflineVocabulary.BeforePath}{Path}\s*的?(?:上一次|上次|最后一次|最近一次)?的?(?:修改|改动|删除|更改)",
        $@"(?:恢复|还原|找回){OfflineVocabulary.BeforePath}{Path}");

    public static OfflineToolSkill Skill { get; } = new("workspace_history")
    {
        Specificity = 8,
        Examples = [("撤销 notes.md 的上一次修改", "undo the last change to notes.md")],
        Recognise = static request => OfflineRequest.Plain(request) is var plain && (Asking(plain) ?? Undoing(plain)) is { } match ? new() { ["path"] = match.Groups["path"].Value } : null,
        Next = static (request, result) => Undoing(OfflineRequest.Plain(request)) is not null && Earlier(result) is { } revision
            ? new OfflineCall("workspace_restore", new() { ["path"] = result.Text("path"), ["revision"] = revision })
            : null,
        Tell = static result =>
        {
            var lines = result.Items("revisions").Select(static one =>
                $"- {one.Text("revision")}: {ReportWords.Time(one.Text("written_at"))}, {one.Text("bytes")}{one.Say(" 字节", " bytes")}"
                + (one.Is("is_current") ? one.Say("，现在", ", now") : one.Text("deleted_at").Length > 0 ? one.Say("，后被删除", ", then deleted") : "")).ToList();
            return result.Say($"{result.Text("path")} 的版本：\n", $"Revisions of {result.Text("path")}:\n") + string.Join('\n', lines);
        },
    };

    /// <summary>What the file was before its last change: the last revision of a file that is gone, else the one before it.</summary>
    private static int? Earlier(OfflineResult result) => result.Items("revisions").FirstOrDefault(static one => !one.Is("is_current")) is { Json.ValueKind: System.Text.Json.JsonValueKind.Object } one
        && int.TryParse(one.Text("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;
}
