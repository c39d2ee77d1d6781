using System.Text;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Domain.Workspaces;

namespace Nanobot.Services.Chat.Domain.Agent.Tools;

/// <summary>Writes a text file of the user's; not those that steer the assistant, which need the user's approval.</summary>
internal sealed class WorkspaceWriteTool(WorkspaceStore workspace) : IAgentTool
{
    public static ToolDeclaration Declaration { get; } = new("workspace", "write",
        "Write a text file of the user's workspace, replacing it if it exists. SOUL.md, AGENTS.md and config.json cannot be written.",
        """
        {
          "path": {"type": "string", "description": "Path of the file, for example notes.md"},
          "content": {"type": "string", "description": "The whole new content"}
        }
        """, "path", "content");

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
            return ToolResult.Error("PATH_INVALID", $"The path {WorkspacePath.Rule}.");
        }

        if (path.NeedsApproval)
        {
            return ToolResult.Error("APPROVAL_REQUIRED",
                $"{path} steers the assistant, so only the user can change it: ask them to edit it in their workspace.");
        }

        var outcome = await workspace.WriteAsync(invocation.Context, path, Encoding.UTF8.GetBytes(content), WriteCondition.None, cancellationToken);
        return outcome.Entry is { } entry
            ? ToolResult.Of(new { path = entry.Path, bytes = entry.Bytes, revision = entry.Revision })
            : ToolResult.Error(outcome.Refusal ?? Refusals.Invalid("path", WorkspacePath.Rule));
    }
}
