using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Workspaces;
using Revisions = Nanobot.Services.Chat.Workspaces.WorkspaceHistory;

namespace Nanobot.Services.Chat.Tools.WorkspaceRestore;

/// <summary>
/// Makes a file what it was at a revision, under a new one; not those that steer the assistant. The text keeps its author: whoever had a hand in it still counts as having one.
/// </summary>
internal sealed class WorkspaceRestoreTool(Revisions history, WorkspaceStore workspace) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "restore",
            "Make a file what it was at a revision from workspace_history.",
            """{"path": {"type": "string"}, "revision": {"type": "integer", "minimum": 1} }""", "path", "revision"),
        ToolScope.Workspace, ToolAccess.Write, CostClass.Write, WorkspaceRestorePhrases.Skill)
    {
        Changes = FileChange.OfRestore,
        // What the file says already stays as it is.
        IsIdempotent = true,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments.Text("path", WorkspacePath.MaximumLength);
        var revision = invocation.Arguments.NeededNumber("revision", 1, int.MaxValue);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (!WorkspacePath.TryParse(name, out var path))
        {
            return ToolResult.Error(ToolErrors.FileNotFound);
        }

        // Called twice it has done no more than once: what the file says already stays as it is.
        var now = await workspace.FindAsync(invocation.Context, path, cancellationToken);
        if (now is not null && await history.FindAsync(invocation.Context, path, revision, cancellationToken) is { } old && old.Content.Span.SequenceEqual(now.Content.Span))
        {
            return ToolResult.Of(new { path = path.Value, restored = revision, changed = false });
        }

        var outcome = await history.RestoreAsync(invocation.Context, path, revision, invocation.Approved is null ? WriteCondition.IsAt(now?.Revision) : invocation.ConditionOf(path), cancellationToken);
        return outcome.Entry is { } entry
            ? ToolResult.Of(new { path = entry.Path, restored = revision, changed = true, revision = entry.Revision })
            : ToolResult.Error(outcome.Refusal!);
    }
}
