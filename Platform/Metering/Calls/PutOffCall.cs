using Nanobot.Platform.Data;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>A call whose end whoever writes its answer writes.</summary>
internal sealed class PutOffCall(OpenCall call, CallEnding ending, SqlRows<BudgetTotal> end, CallCloser closer) : LastCall
{
    public override SqlStep Step => end;

    internal override Guid CallId => call.Start.CallId;

    internal override RunUsage Usage => new(
        ending.Cost.Prompt + ending.Cost.Completion, ending.Cost is { PriceVersion: null, Prompt: > 0 } or { PriceVersion: null, Completion: > 0 } ? null : ending.Cost.Micros);

    private protected override Task CloseAsync(bool isWritten) => closer.CloseAsync(call, ending, isWritten ? end.Rows : null);
}
