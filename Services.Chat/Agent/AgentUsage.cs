namespace Nanobot.Services.Chat.Agent;

/// <summary>Tokens read and written by the model.</summary>
internal readonly record struct AgentUsage(long PromptTokens, long CompletionTokens)
{
    public static AgentUsage operator +(AgentUsage left, AgentUsage right) =>
        new(left.PromptTokens + right.PromptTokens, left.CompletionTokens + right.CompletionTokens);

    public static AgentUsage operator -(AgentUsage left, AgentUsage right) =>
        new(left.PromptTokens - right.PromptTokens, left.CompletionTokens - right.CompletionTokens);
}
