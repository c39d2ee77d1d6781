using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Agent;

/// <summary>How a turn ended.</summary>
/// <param name="Answer">The last words of the model.</param>
/// <param name="Messages">Everything said since the user's message: the model's words and calls, the tools' results, the answer.</param>
/// <param name="Usage">Tokens of all model calls together.</param>
/// <param name="ToolCalls">How many tools were called.</param>
/// <param name="Model">The model that answered, as its server names it.</param>
internal sealed record AgentOutcome(string Answer, IReadOnlyList<ChatMessage> Messages, AgentUsage Usage, int ToolCalls, string Model)
{
    /// <summary>Calls of tools of whoever asked, who has to make them; with any the turn ended for them.</summary>
    public IReadOnlyList<FunctionCallContent> Calls { get; init; } = [];

    /// <summary>Why the model ended, as far as it says so.</summary>
    public ChatFinishReason? Finish { get; init; }

    /// <summary>What the turn had read before its first word.</summary>
    public TextLabels Labels { get; init; } = TextLabels.User;

    /// <summary>Where the results of its calls came from, by the calls' ids.</summary>
    public IReadOnlyDictionary<string, TextLabels> Read { get; init; } = new Dictionary<string, TextLabels>(StringComparer.Ordinal);

    /// <summary>What waits for the user now.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>All that the model said in the turn, and not its last words only: what whoever watched has heard.</summary>
    public string Said => string.Join("\n\n", Messages.Where(static message => message.Role == ChatRole.Assistant && message.Text.Length > 0).Select(static message => message.Text));
}
