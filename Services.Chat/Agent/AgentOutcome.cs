using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Agent;

/// <summary>How a turn ended.</summary>
/// <param name="Answer">The last words of the model.</param>
/// <param name="Messages">Everything said since the user's message: the model's words and calls, the tools' results, the answer.</param>
/// <param name="Usage">Tokens of all model calls together.</param>
/// <param name="ToolCalls">How many tools were called.</param>
/// <param name="Model">The model that answered, as its server names it.</param>
internal sealed record AgentOutcome(string Answer, IReadOnlyList<ChatMessage> Messages, AgentUsage Usage, int ToolCalls, string Model);
