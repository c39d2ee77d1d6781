using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.AgentSpawn;

/// <summary>How users ask for a sub-agent.</summary>
internal static class AgentSpawnPhrases
{
    private static readonly Func<string, Match?> Spawning = OfflinePattern.Whole(
        @"(?:have|let|ask)\s+a\s+sub-?agent\s*(?:to\s+)?[:：]?\s*(?<task>.+)",
        @"(?:派|让|叫)(?:一个|个)?(?:子代理|子助手|子智能体)\s*(?:去)?\s*[:：,，]?\s*(?<task>.+)");

    public static OfflineToolSkill Skill { get; } = new("agent_spawn")
    {
        Specificity = 2,
        Acts = true,
        Examples = [("派一个子助手：列出我的文件", "have a sub-agent list my files")],
        Recognise = static request => OfflineRequest.IsOnlyTalk(request) ? null
            : Spawning(OfflineRequest.Plain(request))?.Groups["task"].Value.Trim() is { Length: > 0 } task ? new() { ["tasks"] = new[] { task } } : null,
        Tell = static result =>
        {
            var answers = result.Items("results").Select(agent => agent.Text("answer") is { Length: > 0 } answer ? answer : agent.Text("error")).ToList();
            return result.Say($"子助手的结果：\n{string.Join('\n', answers)}", $"What the sub-agent found:\n{string.Join('\n', answers)}");
        },
    };
}
