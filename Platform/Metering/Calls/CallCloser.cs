using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;
using Nanobot.Platform.Metering.Observability;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>
/// The calls of this process, from the reservation until ledger and budgets know what they came to. What cannot be told when a call ends is
/// told later, by the keeper; its reservations stand until then.
/// </summary>
internal sealed partial class CallCloser(CallLedger ledger, BudgetStore store, LedgerTelemetry telemetry, TimeProvider time, ILogger<CallCloser> logger)
{
    private const int MostOwed = 10_000;

    // Nobody waits for it but whoever has the answer already.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, OpenCall> _open = new();

    /// <summary>The calls that run or are owed.</summary>
    public ICollection<OpenCall> Open => _open.Values;

    /// <summary>How many of them run, and how many are owed.</summary>
    public (int Running, int Owed) Look()
    {
        var owed = _open.Values.Count(static call => call.Owed is not null);
        return (_open.Count - owed, owed);
    }

    /// <summary>A call has reserved.</summary>
    public void Add(OpenCall call)
    {
        call.Renewed = time.GetTimestamp();
        _open[call.Start.CallId] = call;
    }

    /// <summary>Writes down more of an answer than was heard of it, before that is given out. Where the ledger is away nobody waits for it longer than its time-out.</summary>
    public async Task CoverAsync(OpenCall call, CancellationToken cancellationToken)
    {
        call.Known = call.Count.Cover();
        try
        {
            await ledger.CoverAsync(call.Start, call.Known, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The keeper writes it with the next renewal.
            Log.Uncovered(logger, call.Start.CallId, ExceptionReason.Of(exception));
        }
    }

    /// <summary>The end of a call for somebody else to write.</summary>
    public LastCall PutOff(OpenCall call, CallEnding ending) => new PutOffCall(call, ending, ledger.End(call.Start, ending, call.Elsewhere), this);

    /// <summary>Closes a call: its row first, then its reservations. Never throws: what fails is owed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="ending">How it ended.</param>
    /// <param name="written">What its budgets have come to, where somebody else has closed its row.</param>
    public async Task CloseAsync(OpenCall call, CallEnding ending, IReadOnlyList<BudgetTotal>? written = null)
    {
        call.Closing();
        try
        {
            var start = call.Start;
            var totals = await ledger.EndAsync(start, ending, call.Elsewhere, Timeout, CancellationToken.None, written);
            await store.SettleAsync(start.CallId, start.Budgets, totals, CancellationToken.None);
            if (_open.TryRemove(start.CallId, out _))
            {
                telemetry.Closed(start.Caller.Context.RequiredTenantId, ending.State, ending.Cost.IsEstimated);
            }
        }
        catch (Exception exception)
        {
            var isFirst = call.Owed is null;
            if (isFirst && _open.Values.Count(static other => other.Owed is not null) >= MostOwed)
            {
                // Its row is closed as of a process that died.
                _open.TryRemove(call.Start.CallId, out _);
                Log.Dropped(logger, call.Start.CallId, ExceptionReason.Of(exception));
                return;
            }

            call.Owe(ending);
            if (isFirst)
            {
                Log.Owed(logger, call.Start.CallId, ExceptionReason.Of(exception));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "How far the model call {CallId} has come could not be written down in time: {Reason}")]
        public static partial void Uncovered(ILogger logger, Guid callId, string reason);

        [LoggerMessage(LogLevel.Warning, "What the model call {CallId} came to could not be written down yet: {Reason}")]
        public static partial void Owed(ILogger logger, Guid callId, string reason);

        [LoggerMessage(LogLevel.Error, "What the model call {CallId} came to is left to an estimate, as too many wait to be written down: {Reason}")]
        public static partial void Dropped(ILogger logger, Guid callId, string reason);
    }
}
