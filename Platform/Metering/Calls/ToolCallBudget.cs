using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Observability;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>Holds runs to as many calls of tools as each may make. Asked ahead of each call.</summary>
public sealed class ToolCallBudget
{
    private readonly ITokenLimits _limits;
    private readonly LedgerTelemetry _telemetry;

    internal ToolCallBudget(ITokenLimits limits, LedgerTelemetry telemetry) => (_limits, _telemetry) = (limits, telemetry);

    /// <summary>Takes one call of the run of this flow.</summary>
    /// <exception cref="TokenBudgetException">The run has made as many as it may: this one is not to be made.</exception>
    public async ValueTask TakeAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var run = ModelRun.Current;
        var most = (await _limits.OfAsync(new TokenCaller(context, context.KeyId, run.RunId), cancellationToken)).ToolCallsPerRun;
        if (!run.TryTakeToolCall(most ?? long.MaxValue))
        {
            var refused = BudgetRefusals.ToolCalls(most!.Value, run.ToolCalls);
            _telemetry.Refused(context, refused.Refusal);
            throw refused;
        }
    }
}
