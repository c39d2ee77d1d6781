namespace Nanobot.Platform.Ai.Counting;

/// <summary>
/// The attempts of one call of the model, for whoever pays for it: an answer tells of the last attempt only, and a call that fails of none.
/// It belongs to the flow of the call; whoever speaks to a server writes each attempt down.
/// </summary>
public sealed class CallTally
{
    private static readonly AsyncLocal<CallTally?> Flow = new();
    private readonly List<CallAttempt> _attempts = [];

    /// <summary>The attempts so far, in their order. Read it when the call has ended.</summary>
    public IReadOnlyList<CallAttempt> Attempts => _attempts;

    /// <summary>Quarters of a token received so far, of all attempts: a moment's view while the call runs.</summary>
    public long Received
    {
        get
        {
            lock (_attempts)
            {
                return _attempts.Sum(static attempt => attempt.Received);
            }
        }
    }

    /// <summary>From here on, to the end of the asynchronous method that says so, attempts are written down here.</summary>
    public void Begin() => Flow.Value = this;

    /// <summary>A new attempt of the call at hand; where nobody counts, one that nobody sees.</summary>
    internal static CallAttempt Next()
    {
        var attempt = new CallAttempt();
        if (Flow.Value is { } tally)
        {
            lock (tally._attempts)
            {
                tally._attempts.Add(attempt);
            }
        }

        return attempt;
    }
}
