using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>A call of this process whose row is not closed yet.</summary>
internal sealed class OpenCall(CallStart start, IReadOnlyList<long> elsewhere, CallCount count)
{
    private volatile CallCost _known = count.Cover();
    private readonly Lock _gate = new();
    private bool _isClosing;

    public CallStart Start => start;

    /// <summary>What other modules' calls had come to when it reserved, budget by budget.</summary>
    public IReadOnlyList<long> Elsewhere => elsewhere;

    public CallCount Count => count;

    /// <summary>What it comes to should this process die, as its row says or is about to.</summary>
    public CallCost Known
    {
        get => _known;
        set => _known = value;
    }

    /// <summary>How it ended, once it has and the stores could not be told; null while it runs.</summary>
    public CallEnding? Owed { get; private set; }

    /// <summary>When its reservations were made or put off last, by the process' own clock.</summary>
    public long Renewed { get; set; }

    /// <summary>Puts off the end of its reservations, unless it is being closed: what is sent after that would bring them back.</summary>
    public Task RenewAsync(BudgetStore store, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _isClosing ? Task.CompletedTask : store.RenewAsync(start.CallId, start.Draws, cancellationToken);
        }
    }

    /// <summary>From here on nothing is put off any more.</summary>
    public void Closing()
    {
        lock (_gate)
        {
            _isClosing = true;
        }
    }

    /// <summary>It has ended so, and this is still to be told.</summary>
    public void Owe(CallEnding ending)
    {
        lock (_gate)
        {
            (Owed, _isClosing) = (ending, false);
        }
    }
}
