using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.WorkspaceMove;

/// <summary>Moves or renames a file of the user's, its history with it; never over another one, and not those that steer the assistant.</summary>
internal sealed class WorkspaceMoveTool(WorkspaceMoves moves) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "move",
            "Move or rename a file of the user's; nothing is replaced.",
            """{"from": {"type": "string"}, "to": {"type": "string"} }""", "from", "to"),
        ToolScope.Workspace, ToolAccess.Write, CostClass.Write, WorkspaceMovePhrases.Skill)
    {
        Changes = FileChange.OfMove,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var (from, to) = (invocation.Arguments.Text("from", WorkspacePath.MaximumLength), invocation.Arguments.Text("to", WorkspacePath.MaximumLength));
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (!WorkspacePath.TryParse(from, out var source))
        {
            return ToolResult.Error(ToolErrors.FileNotFound);
        }

        if (!WorkspacePath.TryParse(to, out var target))
        {
            return ToolResult.Error(ToolErrors.PathInvalid);
        }

        if (source == target)
        {
            return ToolResult.Of(new { from = source.Value, to = target.Value, changed = false });
        }

        var outcome = await moves.MoveAsync(invocation.Context, source, target, overwrite: false, invocation.ConditionOf(source), cancellationToken);
        return outcome.Entry is { } entry
            ? ToolResult.Of(new { from = source.Value, to = entry.Path, changed = true, revision = entry.Revision })
            : ToolResult.Error(outcome.Refusal!);
    }
}
