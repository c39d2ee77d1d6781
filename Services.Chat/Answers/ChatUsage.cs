namespace Nanobot.Services.Chat.Answers;

/// <summary>Tokens that a turn used.</summary>
/// <param name="PromptTokens">Read by the model.</param>
/// <param name="CompletionTokens">Written by the model.</param>
/// <param name="TotalTokens">Both.</param>
internal sealed record ChatUsage(long PromptTokens, long CompletionTokens, long TotalTokens);
