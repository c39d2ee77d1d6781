namespace Nanobot.Services.Chat.Persistence;

/// <summary>The answer of a run as the database holds it.</summary>
/// <param name="TurnId">The turn, which is the run's own or, of a message that steered another, that one's.</param>
/// <param name="Text">The last words.</param>
/// <param name="Milliseconds">How long the turn took.</param>
/// <param name="PromptTokens">Tokens that the model read.</param>
/// <param name="CompletionTokens">Tokens that the model wrote.</param>
/// <param name="Approvals">What waited for the user with it.</param>
internal sealed record StoredRunAnswer(Guid TurnId, string Text, long Milliseconds, long PromptTokens, long CompletionTokens, IReadOnlyList<StoredRunApproval> Approvals);
