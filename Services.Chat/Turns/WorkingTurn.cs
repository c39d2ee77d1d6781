using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Turns;

/// <summary>A turn that is at work in this process, from its beginning until it is disposed of.</summary>
internal sealed class WorkingTurn : IDisposable
{
    private readonly WorkingTurns _turns;
    private readonly CancellationTokenSource _cancel = new();

    internal WorkingTurn(WorkingTurns turns, TenantContext context, Guid sessionId, Guid? runId)
    {
        (_turns, RunId) = (turns, runId);
        Key = new(context.RequiredTenantId, context.RequiredUserId, sessionId);
    }

    /// <summary>The run that it is the turn of, where it is one's.</summary>
    public Guid? RunId { get; }

    /// <summary>Cancelled once somebody who may has said that it is to end.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    internal TurnKey Key { get; }

    /// <summary>Ends it.</summary>
    public void Cancel()
    {
        lock (_cancel)
        {
            try
            {
                // Whoever says so does not wait for what the turn does then; it may be over already.
                _ = _cancel.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
            }
        }
    }

    public void Dispose()
    {
        _turns.End(this);
        lock (_cancel)
        {
            _cancel.Dispose();
        }
    }
}
