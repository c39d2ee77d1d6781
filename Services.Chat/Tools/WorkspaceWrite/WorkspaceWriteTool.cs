using System.Text;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.WorkspaceWrite;

/// <summary>Writes a text file of the user's; those that steer the assistant once the user has approved it.</summary>
internal sealed class WorkspaceWriteTool(WorkspaceStore workspace) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "write",
            "Write a text file of the user's workspace, replacing it if it exists.",
            """
            {
              "path": {"type": "string", "description": "Path of the file, for example notes.md"},
              "content": {"type": "string", "description": "The whole new content"}
            }
            """, "path", "content"),
        ToolScope.Workspace, ToolAccess.Write, CostClass.Write, WorkspaceWritePhrases.Skill)
    {
        Changes = FileChange.Of,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments.Text("path", WorkspacePath.MaximumLength);
        var content = invocation.Arguments.Text("content", WorkspaceLimits.FileBytes, mayBeEmpty: true);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (!WorkspacePath.TryParse(name, out var path))
        {
            return ToolResult.Error(ToolErrors.PathInvalid);
        }

        var outcome = await workspace.WriteAsync(invocation.Context, path, Encoding.UTF8.GetBytes(content), invocation.ConditionOf(path),
            FileAuthor.Assistant(invocation.TurnId, invocation.Written), cancellationToken);
        return outcome.Entry is { } entry
            ? ToolResult.Of(new { path = entry.Path, bytes = entry.Bytes, revision = entry.Revision, is_new = outcome.IsNew })
            : ToolResult.Error(outcome.Refusal ?? Refusals.Invalid("path", WorkspacePath.Rule));
    }
}
