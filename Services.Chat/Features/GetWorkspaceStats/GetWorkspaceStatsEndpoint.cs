using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Usage;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.GetWorkspaceStats;

/// <summary><c>GET /workspace/stats</c>.</summary>
internal static class GetWorkspaceStatsEndpoint
{
    public static void MapGetWorkspaceStats(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.GetWorkspaceStats, HandleAsync)
        .WithSummary("How much the caller's workspace holds, by folder, and how much it may.");

    private static async Task<Ok<WorkspaceTotals>> HandleAsync(Caller caller, WorkspaceStats workspace, UsageQuotas quotas, CancellationToken cancellationToken)
    {
        var held = await workspace.ReadAsync(caller.Context, cancellationToken);
        return TypedResults.Ok(new WorkspaceTotals(held.Files, held.Bytes, quotas.StorageBytes(caller.Context),
            [.. held.Folders.Select(static folder => new FolderTotal(folder.Folder, folder.Files, folder.Bytes))],
            [.. held.Largest.Select(static file => new FileTotal(file.Path, file.Bytes))],
            new HistoryTotal(held.Revisions, held.HistoryBytes)));
    }
}
