using Nanobot.Platform.Policies.Conditions;
using Nanobot.Services.Chat.Heartbeats;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Turns;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>What the turns of runs begin with.</summary>
internal sealed class RunOpenings(WorkspaceStore workspace, ToolCatalogue tools)
{
    /// <summary>What the turn begins with; null where there is nothing to do for it any more.</summary>
    public async Task<TurnOpening?> OfAsync(ClaimedRun run, RunWish wish, CancellationToken cancellationToken)
    {
        var opening = wish.Purpose == RunPurpose.Heartbeat ? await HeartbeatAsync(run, wish, cancellationToken)
            : wish.Labels.HoldOthersText() ? QuotedMessage.Of(wish.Question, wish.Labels)
            : new TurnOpening(wish.Question);
        return opening is null || run.JobId is null ? opening : opening with { Purpose = wish.Purpose, Origin = WorkOrigin.Schedule, Model = wish.Model };
    }

    // Read with each attempt, like all that a prompt shows of the workspace.
    private async Task<TurnOpening?> HeartbeatAsync(ClaimedRun run, RunWish wish, CancellationToken cancellationToken) =>
        await workspace.FindAsync(run.Context, HeartbeatFile.Path, cancellationToken) is { } file && HeartbeatFile.Of(file).HasTasks
            ? HeartbeatOpening.Of(file, wish.Question, tools)
            : null;
}
