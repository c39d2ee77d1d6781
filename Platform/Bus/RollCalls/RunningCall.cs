namespace Nanobot.Platform.Bus.RollCalls;

/// <summary>A call that waits for its answers, which may come before it is known how many there will be, and more than once.</summary>
internal sealed class RunningCall
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, bool> _answers = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int? _heard;

    /// <summary>Ends when everybody has answered.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether it is known who heard it.</summary>
    public bool IsHeard => Outcome.Heard is not null;

    /// <summary>What came of it so far.</summary>
    public RollCallOutcome Outcome
    {
        get
        {
            lock (_gate)
            {
                var done = _answers.Values.Count(static isDone => isDone);
                return new RollCallOutcome(_heard, done, _answers.Count - done);
            }
        }
    }

    /// <summary>Says how many have heard it.</summary>
    public void Expect(int heard)
    {
        lock (_gate)
        {
            _heard = heard;
            EndIfWhole();
        }
    }

    /// <summary>Takes an answer.</summary>
    public void Answer(string listener, bool isDone)
    {
        lock (_gate)
        {
            _answers[listener] = isDone;
            EndIfWhole();
        }
    }

    private void EndIfWhole()
    {
        if (_heard is { } heard && _answers.Count >= heard)
        {
            _ended.TrySetResult();
        }
    }
}
