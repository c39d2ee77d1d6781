using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Problems;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Changes;

/// <summary>
/// Tells committed changes to the gateways, and waits until none of them can decide by what was before. After that a change may be
/// acknowledged.
/// </summary>
internal sealed partial class ChangeTeller(ChangeBoard board, BoardKeeper keeper, IOptions<ChangeOptions> options, ILogger<ChangeTeller> logger)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);

    // What is waited for goes by the clocks of other processes: one that is moved by hand here does not move those.
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>Tells of <paramref name="changes"/> and waits until every gateway goes by them.</summary>
    /// <param name="changes">All changes of a transaction that has committed; none where it found that nothing was left to change: then by what an earlier one has changed.</param>
    /// <param name="cancellationToken">Ends the wait; what is committed is told all the same.</param>
    public async Task SettleAsync(IReadOnlyList<NumberedChange> changes, CancellationToken cancellationToken)
    {
        // Where Redis does not take it, readers have nothing to go by once the board is vouched for no longer, and ask the database.
        var isTold = await TellAsync(changes);
        var wait = ChangeBoard.LongestAge + options.Value.Margin + (isTold ? TimeSpan.Zero : ChangeBoard.KeptFor);
        await Task.Delay(wait, Clock, cancellationToken);
    }

    /// <summary>Tells of <paramref name="changes"/>, for which nobody waits; false where Redis did not take them.</summary>
    public async Task<bool> TellAsync(IReadOnlyList<NumberedChange> changes)
    {
        try
        {
            if (changes.Count > 0)
            {
                await board.TellAsync(changes, Deadline);
            }
            else
            {
                await keeper.KeepAsync(CancellationToken.None).WaitAsync(Deadline, Clock);
            }

            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            Log.NotTold(logger, changes.Count, ExceptionReason.Of(exception));
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Redis did not take {Count} changes, so they are acknowledged later, when gateways ask for them: {Reason}")]
        public static partial void NotTold(ILogger logger, int count, string reason);
    }
}
