namespace Nanobot.Services.Chat.Agent;

/// <summary>A sub-agent has used up its tokens before it had an answer.</summary>
internal sealed class SubAgentSpentException() : Exception("The sub-agent has no tokens left.");
