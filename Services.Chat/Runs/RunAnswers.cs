using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Runs;

/// <summary>Answers as runs hold them.</summary>
internal static class RunAnswers
{
    public static string Write(TurnAnswer answer) => StoredJson.Write(new StoredRunAnswer(
        answer.TurnId, answer.Text, (long)answer.Took.TotalMilliseconds, answer.Usage.PromptTokens, answer.Usage.CompletionTokens,
        [.. answer.Outcome.Approvals.Select(ListedApproval.Of).Select(static approval => new StoredRunApproval(
            approval.ApprovalId, approval.SessionId, approval.Tool, approval.ArgumentsHash, approval.State, approval.Sink, approval.Labels,
            approval.CreatedAt, approval.ExpiresAt, approval.DecidedAt))]));

    /// <summary>What <c>POST /chat</c> would have answered with.</summary>
    public static ChatAnswer Read(StoredRunAnswer answer, Guid sessionId, string userId) => new(
        sessionId, answer.Text, userId, answer.Milliseconds, new ChatUsage(answer.PromptTokens, answer.CompletionTokens, answer.PromptTokens + answer.CompletionTokens),
        [.. answer.Approvals.Select(static approval => new ListedApproval(
            approval.ApprovalId, approval.SessionId, approval.Tool, approval.ArgumentsHash, approval.State, approval.Sink, approval.Labels,
            approval.CreatedAt, approval.ExpiresAt, approval.DecidedAt))]);
}
