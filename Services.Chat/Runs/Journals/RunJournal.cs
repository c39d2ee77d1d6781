using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Runs.Journals;

/// <summary>
/// The journal of a run at work. Whatever it keeps it keeps only while the run is held under its claim's lease: an attempt that has lost it is
/// ended by its next step, and never begins a call that somebody else answers for.
/// </summary>
internal sealed class RunJournal(TenantDb db, ClaimedRun run, RunSteps steps, TimeProvider time) : ITurnBook
{
    // Shared with nobody who claims: of a claim and a step at once, the later one sees the other.
    private const string Held = """
        select run_id from chat_run where tenant_id = $1 and user_id = $2 and run_id = $3 and lease_id = $4 and ended_at is null for update
        """;

    private const string DemandHeld = $"select nanobot.demand(count(*) = 1, 'run', count(*)) from ({Held}) held";

    private const string Insert = $"""
        insert into chat_run_step (tenant_id, user_id, run_id, kind, position, content)
        select $1, $2, run_id, $5, $6, $7::text from ({Held}) held
        """;

    private const string Complete = """
        update chat_run set state = 'completed', answer = $5, ended_at = $6, lease_id = null
        where tenant_id = $1 and user_id = $2 and run_id = $3 and lease_id = $4
        """;

    private const string Forget = "delete from chat_run_step where tenant_id = $1 and user_id = $2 and run_id = $3";

    private bool _hasHeard = steps.HasHeard;

    public RecordedAnswer? AnswerOf(int round) => steps.AnswerOf(round);

    public RecordedResult? ResultOf(int call) => steps.ResultOf(call);

    public bool HasBegun(int call) => steps.HasBegun(call);

    public Task AnsweredAsync(int round, RecordedAnswer answer, CancellationToken cancellationToken) =>
        KeepAsync(StoredStep.Answer, round, RunSteps.Write(answer), cancellationToken);

    public Task BeginsAsync(int call, CancellationToken cancellationToken) => KeepAsync(StoredStep.Begun, call, null, cancellationToken);

    public Task EndedAsync(int call, RecordedResult result, CancellationToken cancellationToken) =>
        KeepAsync(StoredStep.Result, call, RunSteps.Write(result), cancellationToken);

    public async Task<IReadOnlyList<string>> HearAsync(int round, CancellationToken cancellationToken)
    {
        if (steps.HeardAt(round) is { } known)
        {
            return known;
        }

        // What the model has answered to already cannot be told it any more.
        if (steps.AnswerOf(round) is not null)
        {
            return [];
        }

        return await db.TransactionAsync<IReadOnlyList<string>>(run.Context, async transaction =>
        {
            var words = await transaction.QueryAsync(HeardWords.Take(run.Context, run.SessionId, run.RunId), HeardWords.Read, cancellationToken);
            if (words.Count > 0)
            {
                _hasHeard = true;
                Demand(await transaction.ExecuteAsync(cancellationToken, Step(StoredStep.Heard, round, StoredJson.Write(words))));
            }

            return words;
        }, cancellationToken);
    }

    public IReadOnlyList<SqlStep> Demands => [SqlStep.Demand(Statement(DemandHeld))];

    public bool TellsCost => run.JobId is not null;

    public IReadOnlyList<SqlStep> Closing(TurnAnswer answer)
    {
        var now = time.GetUtcNow();
        IReadOnlyList<Sql> statements =
        [
            Statement(Complete, RunAnswers.Write(answer), now),
            new(Forget, run.TenantId, run.UserId, run.RunId),
            .. _hasHeard ? HeardWords.Closing(run.Context, answer, now) : [],
        ];
        return [.. statements.Select(SqlStep.Do), .. run.JobId is null ? Array.Empty<SqlStep>() : [SqlStep.Publish(TurnEnds.Completed(run.RunId, answer.IsQuiet, answer.Cost))]];
    }

    private async Task KeepAsync(string kind, int position, string? content, CancellationToken cancellationToken) =>
        Demand(await db.ExecuteAsync(run.Context, Step(kind, position, content), cancellationToken));

    private Sql Step(string kind, int position, string? content) => Statement(Insert, kind, position, content) with { IsBookkeeping = true };

    private Sql Statement(string text, params object?[] more) => new(text, [run.TenantId, run.UserId, run.RunId, run.LeaseId, .. more]);

    private static void Demand(int kept)
    {
        if (kept == 0)
        {
            throw new RunLostException();
        }
    }
}
