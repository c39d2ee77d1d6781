using Nanobot.Contracts.Operations;
using Nanobot.Services.Chat.Memory;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.MemoryAppend;

/// <summary>
/// Adds one entry to MEMORY.md, with the fact that says where it came from, and leaves the rest of the file as it is. The file is data to every later turn;
/// whoever had a hand in what it said before, or in this turn, still counts as having one.
/// </summary>
internal sealed class MemoryAppendTool(MemoryBook memory) : ITool
{
    private const int MaximumCharacters = 1000;

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
        var text = MemoryLines.OneLine(invocation.Arguments.Text("text", MaximumCharacters));
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (text.Length == 0)
        {
            return ToolResult.Error(ToolErrors.ArgumentsInvalid("text is needed, as a text"));
        }

        var fact = new NewFact(text, FactKind.Note, FactOrigin.Tool, invocation.Written) { SessionId = invocation.SessionId, TurnId = invocation.TurnId };
        var outcome = await memory.AddAsync(invocation.Context, fact,
            file => FileAuthor.Assistant(invocation.TurnId, invocation.Written | (file?.Labels ?? TextLabels.None)), cancellationToken);
        return outcome switch
        {
            { Entry: { } entry } => ToolResult.Of(new { path = WorkspaceNames.Memory, text, changed = true, revision = entry.Revision }),
            { Refusal: null } => ToolResult.Of(new { path = WorkspaceNames.Memory, text, changed = false }),
            _ => ToolResult.Error(ToolErrors.NotText),
        };
    }
}
