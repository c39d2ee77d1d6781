using Microsoft.Extensions.AI;
using Nanobot.Platform.Metering.Accounts;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>A call that was let through. However it ends, disposing of it closes its row and gives back what it did not use.</summary>
internal sealed class MeteredCall(OpenCall call, long output, CallCloser closer) : IAsyncDisposable
{
    private bool _isClosed;

    /// <summary>The longest answer that it may be asked for, in tokens.</summary>
    public long Output => output;

    /// <summary>Counts it.</summary>
    public CallCount Count => call.Count;

    /// <summary>Before what was heard last is given out: sees to it that the row says as much.</summary>
    public Task CoverAsync(CancellationToken cancellationToken) =>
        Count.Heard > call.Known.Completion ? closer.CoverAsync(call, cancellationToken) : Task.CompletedTask;

    /// <summary>The model has answered; returns what the ledger says of it, now or once whoever has the answer writes it.</summary>
    /// <param name="isAnswer">Whether that is an answer, and not calls of tools, behind which another call follows.</param>
    public async Task<UsageDetails> CompleteAsync(bool isAnswer)
    {
        _isClosed = true;
        var cost = Count.Total(isWhole: true);
        var ending = new CallEnding(CallState.Settled, cost);
        if (!isAnswer || !ModelRun.Current.TryPutOff(() => closer.PutOff(call, ending)))
        {
            await closer.CloseAsync(call, ending);
        }

        return new UsageDetails
        {
            InputTokenCount = cost.Prompt,
            OutputTokenCount = cost.Completion,
            TotalTokenCount = cost.Prompt + cost.Completion,
            CachedInputTokenCount = cost.Cached,
            ReasoningTokenCount = cost.Reasoning,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            await closer.CloseAsync(call, new CallEnding(CallState.Failed, Count.Total(isWhole: false)));
        }
    }
}
