using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Tokens of all model calls of a turn.</summary>
/// <param name="PromptTokens">Read by the model.</param>
/// <param name="CompletionTokens">Written by the model.</param>
/// <param name="TotalTokens">Both.</param>
internal sealed record CompletionUsage(long PromptTokens, long CompletionTokens, long TotalTokens)
{
    public static CompletionUsage Of(AgentUsage usage) => new(usage.PromptTokens, usage.CompletionTokens, usage.PromptTokens + usage.CompletionTokens);
}
