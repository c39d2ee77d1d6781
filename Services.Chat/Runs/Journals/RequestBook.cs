using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Runs.Journals;

/// <summary>Of a turn that ends with its request: nothing is kept of it, but it can be steered.</summary>
internal sealed class RequestBook(TenantDb db, TenantContext context, Guid sessionId, Guid turnId, TimeProvider time) : ITurnBook
{
    private bool _hasHeard;

    public RecordedAnswer? AnswerOf(int round) => null;

    public RecordedResult? ResultOf(int call) => null;

    public bool HasBegun(int call) => false;

    public Task AnsweredAsync(int round, RecordedAnswer answer, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task BeginsAsync(int call, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EndedAsync(int call, RecordedResult result, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IReadOnlyList<string>> HearAsync(int round, CancellationToken cancellationToken)
    {
        var words = await db.QueryAsync(context, HeardWords.Take(context, sessionId, turnId), HeardWords.Read, cancellationToken);
        _hasHeard |= words.Count > 0;
        return words;
    }

    // The session's hold is all there is.
    public IReadOnlyList<SqlStep> Demands => [];

    public bool TellsCost => false;

    public IReadOnlyList<SqlStep> Closing(TurnAnswer answer) => _hasHeard ? [.. HeardWords.Closing(context, answer, time.GetUtcNow()).Select(SqlStep.Do)] : [];
}
