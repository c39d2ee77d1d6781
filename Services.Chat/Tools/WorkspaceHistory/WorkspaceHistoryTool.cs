using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;
using Revisions = Nanobot.Services.Chat.Workspaces.WorkspaceHistory;

namespace Nanobot.Services.Chat.Tools.WorkspaceHistory;

/// <summary>Lists what a file was, the newest first.</summary>
internal sealed class WorkspaceHistoryTool(Revisions history) : ITool
{
    private const int Most = 20;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "history",
            "List a file's revisions, also of a deleted file.",
            """{"path": {"type": "string"} }""", "path"),
        ToolScope.Workspace, ToolAccess.Read, CostClass.Read, WorkspaceHistoryPhrases.Skill)
    {
        // Numbers, moments and who it was: nobody's words.
        Carries = TextLabels.None,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments.Text("path", WorkspacePath.MaximumLength);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (!WorkspacePath.TryParse(name, out var path) || await history.ListAsync(invocation.Context, path, new PageRequest(Most, null), cancellationToken) is not { } page)
        {
            return ToolResult.Error(ToolErrors.FileNotFound);
        }

        return ToolResult.Of(new
        {
            path = path.Value,
            revisions = page.Items.Select(static revision => new { revision.Revision, revision.Bytes, revision.WrittenAt, by = revision.Author?.Kind, revision.IsCurrent, revision.DeletedAt }),
            more = page.NextCursor is not null,
        });
    }
}
