using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Heartbeats;

/// <summary>What the assistant answers to a heartbeat.</summary>
internal static class HeartbeatAnswer
{
    /// <summary>The word for: there was nothing to do.</summary>
    public const string Nothing = "HEARTBEAT_OK";

    private const string Around = " \t\r\n*_`\"'“”.。!！";

    /// <summary>Whether it found nothing to do and did nothing: the word and no other, no call that has an effect, or of sub-agents, whose calls may, and nothing that waits for the user.</summary>
    public static bool IsNothing(AgentOutcome outcome, ToolCatalogue tools) =>
        string.Equals(outcome.Answer.Trim(Around.ToCharArray()), Nothing, StringComparison.OrdinalIgnoreCase)
        && outcome.Approvals.Count == 0
        && !outcome.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>()
            .Any(call => tools.Find(call.Name)?.Descriptor is { Access: ToolAccess.Write } or { Scope: ToolScope.Agents });
}
