namespace Nanobot.Platform.Metering;

/// <summary>What the model is called for in this flow of work; the ledger keeps it with each call.</summary>
public sealed class ModelRun : IDisposable
{
    private static readonly AsyncLocal<ModelRun?> Flow = new();
    private readonly ModelRun? _outer;
    private readonly ModelRun? _counts;
    private long _toolCalls;

    private ModelRun(string purpose, string? subject, Guid? runId, ModelRun? outer, ModelRun? counts = null) =>
        (Purpose, Subject, RunId, _outer, _counts) = (purpose, subject, runId, outer, counts);

    /// <summary>The run of this flow; outside any, one that says nothing.</summary>
    public static ModelRun Current => Flow.Value ?? None;

    /// <summary>What for, for example <c>chat_turn</c>.</summary>
    public string Purpose { get; }

    /// <summary>On what: a session's id, for example.</summary>
    public string? Subject { get; }

    /// <summary>The run: all calls of one have one budget, where there is one for runs.</summary>
    public Guid? RunId { get; }

    /// <summary>How many calls of tools it has been let make.</summary>
    public long ToolCalls => _counts?.ToolCalls ?? Interlocked.Read(ref _toolCalls);

    private static ModelRun None { get; } = new("other", null, null, null);

    /// <summary>What follows calls the model for this, until it is disposed of.</summary>
    public static ModelRun Begin(string purpose, string? subject, Guid runId) => Flow.Value = new(purpose, subject, runId, Flow.Value);

    /// <summary>What follows calls the model for this, as a part of the run of this flow: of its budget, and with its count of calls of tools.</summary>
    public static ModelRun Within(string purpose) => Flow.Value = new(purpose, Current.Subject, Current.RunId, Flow.Value, Flow.Value);

    /// <summary>
    /// Counts one more call of a tool, unless there have been <paramref name="most"/>: exact, however many ask at once. Outside any run nothing is counted.
    /// </summary>
    internal bool TryTakeToolCall(long most)
    {
        if (_counts is not null)
        {
            return _counts.TryTakeToolCall(most);
        }

        if (RunId is null)
        {
            return most > 0;
        }

        for (var taken = ToolCalls; taken < most; taken = ToolCalls)
        {
            if (Interlocked.CompareExchange(ref _toolCalls, taken + 1, taken) == taken)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns to what was before.</summary>
    public void Dispose() => Flow.Value = _outer;
}
