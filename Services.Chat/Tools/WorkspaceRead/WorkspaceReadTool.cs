using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.WorkspaceRead;

/// <summary>Reads a text file of the user's, a piece at a time when it is long.</summary>
internal sealed class WorkspaceReadTool(WorkspaceStore workspace) : ITool
{
    private const int PieceCharacters = 12_000;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("workspace", "read",
            "Read a text file of the user's workspace. Long files come in pieces: read on from next_offset.",
            """
            {
              "path": {"type": "string", "description": "Path of the file, for example USER.md"},
              "offset": {"type": "integer", "minimum": 0, "description": "Character to start at; 0 by default"}
            }
            """, "path"),
        ToolScope.Workspace, ToolAccess.Read, CostClass.Read, WorkspaceReadPhrases.Skill)
    {
        Carries = TextLabels.Workspace,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments.Text("path", WorkspacePath.MaximumLength);
        var offset = invocation.Arguments.Number("offset", 0, WorkspaceLimits.FileBytes, 0);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        // A path that no file can have is answered like one that no file has.
        if (!WorkspacePath.TryParse(name, out var path) || await workspace.FindAsync(invocation.Context, path, cancellationToken) is not { } file)
        {
            return ToolResult.Error(ToolErrors.FileNotFound);
        }

        if (file.Text is not { } text)
        {
            return ToolResult.Error(ToolErrors.NotText);
        }

        // An offset is the model's word: a piece begins with a whole character all the same.
        var start = TextCut.Length(text, offset);
        var end = start + TextCut.Length(text.AsSpan(start), PieceCharacters);
        return ToolResult.Of(new
        {
            path = file.Path,
            revision = file.Revision,
            content = text[start..end],
            next_offset = end < text.Length ? end : (int?)null,
        }).Carrying(file.Labels);
    }
}
