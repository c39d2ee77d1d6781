using System.Text;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.WorkspaceEdit;

/// <summary>
/// Replaces a piece of a text file of the user's that stands there once; not in those that steer the assistant. Whoever had a hand in the rest of the
/// file, or in this turn, still counts as having one.
/// </summary>
internal sealed class WorkspaceEditTool(WorkspaceStore workspace) : ITool
{
    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "edit",
            "Replace a piece of a file of the user's, which must stand there exactly once.",
            """{"path": {"type": "string"}, "old_text": {"type": "string"}, "new_text": {"type": "string"} }""", "path", "old_text", "new_text"),
        ToolScope.Workspace, ToolAccess.Write, CostClass.Write, WorkspaceEditPhrases.Skill)
    {
        Changes = FileChange.OfEdit,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments.Text("path", WorkspacePath.MaximumLength);
        var before = invocation.Arguments.Text("old_text", WorkspaceLimits.FileBytes);
        var after = invocation.Arguments.Text("new_text", WorkspaceLimits.FileBytes, mayBeEmpty: true);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (!WorkspacePath.TryParse(name, out var path) || await workspace.FindAsync(invocation.Context, path, cancellationToken) is not { } file)
        {
            return ToolResult.Error(ToolErrors.FileNotFound);
        }

        if (file.Text is not { } text)
        {
            return ToolResult.Error(ToolErrors.NotText);
        }

        if (Times(text, before) is var times && times != 1)
        {
            return ToolResult.Error(times == 0 ? ToolErrors.OldTextMissing : ToolErrors.OldTextAmbiguous(times));
        }

        if (before == after)
        {
            return ToolResult.Of(new { path = file.Path, changed = false, revision = file.Revision });
        }

        var author = FileAuthor.Assistant(invocation.TurnId, invocation.Written | file.Labels);
        var content = Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal));
        var outcome = await workspace.WriteAsync(invocation.Context, path, content, invocation.Approved is null ? WriteCondition.IsAt(file.Revision) : invocation.ConditionOf(path), author, cancellationToken);
        return outcome.Entry is { } entry
            ? ToolResult.Of(new { path = entry.Path, changed = true, bytes = entry.Bytes, revision = entry.Revision })
            : ToolResult.Error(outcome.Refusal!);
    }

    // Also where one overlaps the other.
    private static int Times(string text, string piece)
    {
        var times = 0;
        for (var at = text.IndexOf(piece, StringComparison.Ordinal); at >= 0 && times < 100; at = text.IndexOf(piece, at + 1, StringComparison.Ordinal))
        {
            times++;
        }

        return times;
    }
}
