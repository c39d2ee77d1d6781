using System.Globalization;

namespace Nanobot.Platform.Ai.Counting;

/// <summary>
/// The attempts of one call of the model, for whoever pays for it: an answer tells of the last attempt only, and a call that fails of none.
/// It belongs to the flow of the call; whoever speaks to a server writes each attempt down.
/// </summary>
/// <param name="name">What the server is told that the call is called; null: nothing.</param>
public sealed class CallTally(string? name = null)
{
    private static readonly AsyncLocal<CallTally?> Flow = new();
    private readonly List<CallAttempt> _attempts = [];

    /// <summary>The attempts so far, in their order. Read it when the call has ended.</summary>
    public IReadOnlyList<CallAttempt> Attempts => _attempts;

    /// <summary>What is done ahead of each attempt but the first, once it stands among the others.</summary>
    public Func<CancellationToken, Task>? Again { get; set; }

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

    /// <summary>
    /// A new attempt of the call at hand, and what the server is told that it is called: the call's name and the attempt's number, by which its bills
    /// can be compared. Where nobody counts, one that nobody sees.
    /// </summary>
    internal static async ValueTask<(CallAttempt Attempt, string? Name)> NextAsync(CancellationToken cancellationToken)
    {
        var attempt = new CallAttempt();
        return Flow.Value is { } tally ? (attempt, await tally.AddAsync(attempt, cancellationToken)) : (attempt, null);
    }

    private async ValueTask<string?> AddAsync(CallAttempt attempt, CancellationToken cancellationToken)
    {
        int count;
        lock (_attempts)
        {
            _attempts.Add(attempt);
            count = _attempts.Count;
        }

        if (count > 1 && Again is { } again)
        {
            await again(cancellationToken);
        }

        return name is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name}-{count}");
    }
}
