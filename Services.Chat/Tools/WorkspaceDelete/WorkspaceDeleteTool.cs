using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.WorkspaceDelete;

/// <summary>Deletes a file of the user's; not those that steer the assistant, which are the user's alone.</summary>
internal sealed class WorkspaceDeleteTool(WorkspaceStore workspace) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "delete",
            "Delete a file of the user's workspace, only when the user asks for it.",
            """{"path": {"type": "string", "description": "Path of the file, for example notes.md"}}""", "path"),
        ToolScope.Workspace, ToolAccess.Write, CostClass.Write, WorkspaceDeletePhrases.Skill)
    {
        Changes = FileChange.Of,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments.Text("path", WorkspacePath.MaximumLength);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        // A path that no file can have is answered like one that no file has.
        if (!WorkspacePath.TryParse(name, out var path))
        {
            return ToolResult.Error(ToolErrors.FileNotFound);
        }

        return await workspace.DeleteAsync(invocation.Context, path, invocation.ConditionOf(path), cancellationToken) is { } refusal
            ? ToolResult.Error(refusal)
            : ToolResult.Of(new { deleted = path.Value });
    }
}
