using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.WorkspaceList;

/// <summary>Lists the user's files.</summary>
internal sealed class WorkspaceListTool(WorkspaceStore workspace) : ITool
{
    private const int Most = 200;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "list",
            "List the files of the user's workspace by path, with their sizes. At most 200 at a time.",
            """{"after": {"type": "string", "description": "List only paths that come after this one"}}"""),
        ToolScope.Workspace, ToolAccess.Read, CostClass.Read, WorkspaceListPhrases.Skill)
    {
        // Names, too, are words that somebody chose.
        Carries = TextLabels.Workspace,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var after = invocation.Arguments.OptionalText("after", WorkspacePath.MaximumLength);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (after is not null && !WorkspacePath.TryParse(after, out _))
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("after must be a path from an earlier list"));
        }

        var page = await workspace.ListAsync(invocation.Context, new PageRequest(Most, after), cancellationToken);
        return ToolResult.Of(new
        {
            files = page.Items.Select(static entry => new { entry.Path, entry.Bytes, entry.Revision }),
            more = page.NextCursor is not null,
        });
    }
}
