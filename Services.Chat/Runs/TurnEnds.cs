using Nanobot.Contracts.Events;
using Nanobot.Platform.Metering;

namespace Nanobot.Services.Chat.Runs;

/// <summary>How the turns end that jobs ask for, as they are told of it.</summary>
internal static class TurnEnds
{
    private const string CancelledCode = "RUN_CANCELLED";

    /// <summary>The assistant has answered; where it is <paramref name="quiet"/>, that there was nothing to do.</summary>
    public static TurnCompleted Completed(Guid runId, bool quiet, RunUsage? cost) => new(runId, "completed", null, quiet, cost?.Tokens, cost?.CostMicros);

    public static TurnCompleted Failed(Guid runId, string code, RunUsage? cost = null) => new(runId, "failed", code, false, cost?.Tokens, cost?.CostMicros);

    public static TurnCompleted Cancelled(Guid runId, RunUsage? cost = null) => new(runId, "cancelled", CancelledCode, false, cost?.Tokens, cost?.CostMicros);

    /// <summary>There was nothing to do, and no model was asked.</summary>
    public static TurnCompleted Idle(Guid runId) => new(runId, "idle", null, true);
}
