using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>
/// The calls of this process, from the reservation until ledger and budgets know what they came to. What cannot be told when a call ends is
/// told later, by the keeper; its reservations stand until then.
/// </summary>
internal sealed partial class CallCloser(CallLedger ledger, BudgetStore store, TimeProvider time, ILogger<CallCloser> logger)
{
    private const int MostOwed = 10_000;

    // Nobody waits for it but whoever has the answer already.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, OpenCall> _open = new();

    /// <summary>The calls that run or are owed.</summary>
    public ICollection<OpenCall> Open => _open.Values;

    /// <summary>A call has reserved.</summary>
    public void Add(OpenCall call)
    {
        call.Renewed = time.GetTimestamp();
        _open[call.Start.CallId] = call;
    }

    /// <summary>Closes a call: its row first, then its reservations. Never throws: what fails is owed.</summary>
    public async Task CloseAsync(OpenCall call, string state, CallCost cost)
    {
        call.Closing();
        try
        {
            var start = call.Start;
            var totals = await ledger.EndAsync(start, state, cost, call.Elsewhere, Timeout, CancellationToken.None);
            await store.SettleAsync(start.CallId, start.Budgets, totals, CancellationToken.None);
            _open.TryRemove(start.CallId, out _);
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

            call.Owe(state, cost);
            if (isFirst)
            {
                Log.Owed(logger, call.Start.CallId, ExceptionReason.Of(exception));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What the model call {CallId} came to could not be written down yet: {Reason}")]
        public static partial void Owed(ILogger logger, Guid callId, string reason);

        [LoggerMessage(LogLevel.Error, "What the model call {CallId} came to is left to an estimate, as too many wait to be written down: {Reason}")]
        public static partial void Dropped(ILogger logger, Guid callId, string reason);
    }
}
