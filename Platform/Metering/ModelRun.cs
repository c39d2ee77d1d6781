namespace Nanobot.Platform.Metering;

/// <summary>What the model is called for in this flow of work; the ledger keeps it with each call.</summary>
public sealed class ModelRun : IDisposable, IAsyncDisposable
{
    private static readonly AsyncLocal<ModelRun?> Flow = new();
    private readonly ModelRun? _outer;
    private readonly ModelRun? _counts;
    private readonly bool _putsOff;
    private LastCall? _last;
    private long _toolCalls;

    private ModelRun(string purpose, string? subject, Guid? runId, ModelRun? outer, bool putsOff, ModelRun? counts = null) =>
        (Purpose, Subject, RunId, _outer, _putsOff, _counts) = (purpose, subject, runId, outer, putsOff, counts);

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

    /// <summary>
    /// The call that gave the answer, where its end is still to be written: by whoever writes the answer, in the same transaction. Null where it is written, or there is none.
    /// </summary>
    public LastCall? Last => _last is { IsWritten: false } last ? last : null;

    private static ModelRun None { get; } = new("other", null, null, null, putsOff: false);

    /// <summary>What follows calls the model for this, until it is disposed of.</summary>
    public static ModelRun Begin(string purpose, string? subject, Guid runId) => Flow.Value = new(purpose, subject, runId, Flow.Value, putsOff: false);

    /// <summary>
    /// The same where what becomes of the answer is written in this module's database: the end of the call that gives it may be written with that (<see cref="Last"/>), which spares
    /// a round trip. Disposed of asynchronously it writes what nobody has.
    /// </summary>
    public static ModelRun BeginWriting(string purpose, string? subject, Guid runId) => Flow.Value = new(purpose, subject, runId, Flow.Value, putsOff: true);

    /// <summary>Keeps the end of a call for whoever writes its answer; false where nobody will, or the end of another one is to be written.</summary>
    internal bool TryPutOff(Func<LastCall> call) => _putsOff && _last is null && Interlocked.CompareExchange(ref _last, call(), null) is null;

    /// <summary>What follows calls the model for this, as a part of the run of this flow: of its budget, and with its count of calls of tools.</summary>
    public static ModelRun Within(string purpose) => Flow.Value = new(purpose, Current.Subject, Current.RunId, Flow.Value, putsOff: false, counts: Flow.Value);

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

    /// <summary>The same, once the end of the last call is written, too.</summary>
    public ValueTask DisposeAsync()
    {
        // Not in an asynchronous method: what one sets of its flow its caller does not see.
        Flow.Value = _outer;
        return Last is { } last ? new ValueTask(last.WriteAsync()) : ValueTask.CompletedTask;
    }
}
