using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Turns;

/// <summary>The turns in sessions that are at work in this process, so that whoever cancels one reaches it up to the model's server.</summary>
internal sealed class WorkingTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TurnKey, List<WorkingTurn>> _working = [];

    /// <summary>Says that a turn begins; disposing of what it returns says that it has ended.</summary>
    public WorkingTurn Begin(TenantContext context, Guid sessionId, Guid? runId = null)
    {
        var turn = new WorkingTurn(this, context, sessionId, runId);
        lock (_gate)
        {
            // Two at most: of one that has lost its hold, and of the one that has it.
            if (!_working.TryGetValue(turn.Key, out var turns))
            {
                _working[turn.Key] = turns = [];
            }

            turns.Add(turn);
        }

        return turn;
    }

    /// <summary>Ends what is at work in a session, or of it only the turn of the run <paramref name="runId"/>.</summary>
    public void Cancel(TurnKey key, Guid? runId)
    {
        List<WorkingTurn> ended;
        lock (_gate)
        {
            ended = _working.TryGetValue(key, out var turns) ? turns.FindAll(turn => runId is null || turn.RunId == runId) : [];
        }

        ended.ForEach(static turn => turn.Cancel());
    }

    internal void End(WorkingTurn turn)
    {
        lock (_gate)
        {
            if (_working.TryGetValue(turn.Key, out var turns) && turns.Remove(turn) && turns.Count == 0)
            {
                _working.Remove(turn.Key);
            }
        }
    }
}
