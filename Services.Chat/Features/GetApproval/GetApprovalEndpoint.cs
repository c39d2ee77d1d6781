using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.GetApproval;

/// <summary><c>GET /approvals/{approval_id}</c>: what somebody has to see who is to decide.</summary>
internal static class GetApprovalEndpoint
{
    public static void MapGetApproval(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.GetApproval, HandleAsync)
        .WithSummary("A call that waits for the caller, with its exact arguments and what it would change.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ApprovalDetail>, Refusal>> HandleAsync(
        [FromRoute(Name = "approval_id")] string approvalId, Caller caller, ApprovalStore approvals, ToolCatalogue tools, WorkspaceStore workspace, ChangePreview preview,
        CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(approvalId, out var id) || await approvals.FindAsync(caller.Context, id, cancellationToken) is not { Approval: var approval } call)
        {
            return ApprovalRefusals.NotFound;
        }

        var changes = tools.Find(approval.Tool)?.Descriptor.Changes(new ToolArguments(call.Arguments)) ?? [];
        var files = await FilesAsync(caller.Context, call, changes, workspace, preview, cancellationToken);
        return TypedResults.Ok(new ApprovalDetail(
            approval.ApprovalId, approval.SessionId, approval.TurnId, approval.Tool, JsonSerializer.Deserialize<JsonElement>(call.Json), approval.ArgumentsHash,
            approval.State, approval.Sink, LabelSet.NamesOf(approval.Labels), files, approval.CreatedAt, approval.ExpiresAt, approval.DecidedAt, call.Result));
    }

    private static async Task<List<FileToChange>> FilesAsync(
        TenantContext context, ApprovedCall call, IReadOnlyList<FileChange> changes, WorkspaceStore workspace, ChangePreview preview, CancellationToken cancellationToken)
    {
        var files = new List<FileToChange>(changes.Count);
        foreach (var change in changes)
        {
            var file = await workspace.FindAsync(context, change.Path, cancellationToken);
            files.Add(new FileToChange(change.Path.Value, call.BasedOn.GetValueOrDefault(change.Path.Value), file?.Revision,
                call.Approval.State == ApprovalState.Pending ? await preview.WriteAsync(context, change, file, cancellationToken) : null));
        }

        return files;
    }
}
