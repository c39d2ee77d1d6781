using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Answers;

/// <summary>Answer of <c>POST /chat</c>.</summary>
/// <param name="Response">What the assistant says.</param>
/// <param name="SessionId">The session, to go on with; null where an approval was decided that belongs to none.</param>
/// <param name="UserId">Whose session it is.</param>
/// <param name="ProcessingTimeMs">How long the turn took, in milliseconds.</param>
/// <param name="Usage">Tokens of all model calls of the turn.</param>
/// <param name="Approvals">What waits for the user since this turn, or was decided with it.</param>
internal sealed record ChatAnswer(
    Guid? SessionId, string Response, string UserId, long ProcessingTimeMs, ChatUsage Usage, IReadOnlyList<ListedApproval> Approvals)
{
    public static ChatAnswer Of(TurnAnswer answer, string userId) => new(
        answer.SessionId == Guid.Empty ? null : answer.SessionId, answer.Text, userId, (long)answer.Took.TotalMilliseconds,
        new ChatUsage(answer.Usage.PromptTokens, answer.Usage.CompletionTokens, answer.Usage.PromptTokens + answer.Usage.CompletionTokens),
        [.. answer.Outcome.Approvals.Select(ListedApproval.Of)]);
}
