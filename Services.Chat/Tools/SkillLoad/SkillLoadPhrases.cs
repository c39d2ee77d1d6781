using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.SkillLoad;

/// <summary>How users ask for a skill by its name.</summary>
internal static class SkillLoadPhrases
{
    private const string Name = @"[""“「]?(?<name>[\p{L}\p{N}][\p{L}\p{N}_.-]*)[""”」]?";

    private static readonly Func<string, Match?> Loading = OfflinePattern.Whole(
        $@"(?:use|load|read|show|open)\s+(?:me\s+)?(?:the\s+|my\s+)?skill\s+(?:called\s+|named\s+)?{Name}",
        $@"(?:use|load|read|show|open)\s+(?:me\s+)?(?:the\s+|my\s+)?{Name}\s+skill",
        $@"(?:使用|用|加载|读取|读|打开|查看|看看)(?:一下)?(?:我的)?技能\s*[:：]?\s*{Name}");

    public static OfflineToolSkill Skill { get; } = new("skill_load")
    {
        Specificity = 6,
        Recognise = static request => Loading(OfflineRequest.Plain(request)) is { } match ? new() { ["name"] = match.Groups["name"].Value } : null,
        Tell = static result => result.Say($"技能 {result.Text("name")}：\n\n{result.Text("content")}", $"The skill {result.Text("name")}:\n\n{result.Text("content")}"),
    };
}
