namespace Nanobot.Services.Chat.Persistence;

/// <summary>What the model said in a round, as a step holds it.</summary>
internal sealed record StoredStepAnswer(
    string Text, IReadOnlyList<StoredStepCall> Calls, string Model, string? Reason, long PromptTokens, long CompletionTokens);
