using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Persistence;

namespace Nanobot.Services.Chat.Runs;

/// <summary>A run: a message, and what became of it.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="SessionId">The session that it is answered in.</param>
/// <param name="State">queued, running, completed, failed or cancelled.</param>
/// <param name="Purpose">chat_turn, agent_turn or heartbeat.</param>
/// <param name="JobId">The job that asked for it, or null where the user did.</param>
/// <param name="Message">What the user said, or the job.</param>
/// <param name="Steers">Whether it is told to the turn at work, where one is, rather than answered behind it.</param>
/// <param name="CancelRequested">Whether somebody wants it cancelled.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When it was taken up first.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Answer">Of one that is completed: what <c>POST /chat</c> answers with.</param>
/// <param name="Error">Of one that failed: why.</param>
internal sealed record RunResource(
    Guid RunId, Guid SessionId, string State, string Purpose, Guid? JobId, string Message, bool Steers, bool CancelRequested,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, ChatAnswer? Answer, RunError? Error)
{
    public static RunResource Of(StoredRun run, string userId) => new(
        run.RunId, run.SessionId, run.State, run.Purpose, run.JobId, run.Question, run.Steers, run.CancelAskedAt is not null, run.CreatedAt, run.StartedAt, run.EndedAt,
        run.Answer is { } answer ? RunAnswers.Read(answer, run.SessionId, userId) : null,
        run.Error is { } error ? RunError.Of(error) : null);
}
