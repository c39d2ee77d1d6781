using System.Text;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.MemoryAppend;

/// <summary>
/// Adds one entry to MEMORY.md and leaves the rest of it as it is. The file is data to every later turn; whoever had a hand in
/// what it said before, or in this turn, still counts as having one.
/// </summary>
internal sealed class MemoryAppendTool(WorkspaceStore workspace) : ITool
{
    private const int MaximumCharacters = 1000;
    private const int Attempts = 5;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("memory", "append",
            $"Remember something for later conversations: adds an entry to {WorkspaceNames.Memory} and keeps what it says already.",
            $$"""{"text": {"type": "string", "maxLength": {{MaximumCharacters}}, "description": "One sentence, complete in itself"} }""", "text"),
        ToolScope.Workspace, ToolAccess.Write, CostClass.Write, MemoryAppendPhrases.Skill)
    {
        // An entry that is there is not added again.
        IsIdempotent = true,
        Sink = FlowSink.Memory,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var text = MemoryText.OneLine(invocation.Arguments.Text("text", MaximumCharacters));
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (text.Length == 0 || !WorkspacePath.TryParse(WorkspaceNames.Memory, out var path))
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("text is needed, as a text"));
        }

        for (var attempt = 1; ; attempt++)
        {
            var file = await workspace.FindAsync(invocation.Context, path, cancellationToken);
            if (file is { Text: null })
            {
                return ToolResult.Error(ToolErrors.NotText);
            }

            if (MemoryText.With(file, text) is not { } content)
            {
                return ToolResult.Of(new { path = path.Value, text, changed = false });
            }

            var condition = WriteCondition.IsAt(file?.Revision);
            var author = FileAuthor.Assistant(invocation.TurnId, invocation.Written | (file?.Labels ?? TextLabels.None));
            var outcome = await workspace.WriteAsync(invocation.Context, path, Encoding.UTF8.GetBytes(content), condition, author, cancellationToken);
            if (outcome.Entry is { } entry)
            {
                return ToolResult.Of(new { path = path.Value, text, changed = true, revision = entry.Revision });
            }

            // Written by somebody else in between: once more, on what it says now.
            if (outcome.Refusal != WorkspaceRefusals.Changed || attempt == Attempts)
            {
                return ToolResult.Error(outcome.Refusal!);
            }
        }
    }
}
