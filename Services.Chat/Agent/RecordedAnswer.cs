using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Agent;

/// <summary>What the model said in one round, as the turn goes on from it.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Calls">The tools that it calls.</param>
/// <param name="Model">The model, as its server names it.</param>
/// <param name="Reason">Why it ended, as far as it says so.</param>
/// <param name="Usage">Tokens of the round.</param>
internal sealed record RecordedAnswer(string Text, IReadOnlyList<FunctionCallContent> Calls, string Model, ChatFinishReason? Reason, AgentUsage Usage);
