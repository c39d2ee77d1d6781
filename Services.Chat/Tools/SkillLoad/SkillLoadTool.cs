using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.SkillLoad;

/// <summary>Reads a skill of the user's, of which the prompt has no more than name and description. It is text of whoever wrote it, like any file.</summary>
internal sealed class SkillLoadTool(WorkspaceStore workspace) : ITool
{
    private const int MostCharacters = 12_000;

    public static ToolDescriptor Descriptor { get; } = new(
        new ToolDeclaration("skill", "load",
            "Read a skill of the user's before doing what it is for.",
            $$"""{"name": {"type": "string", "maxLength": {{SkillFiles.LongestName}} } }""", "name"),
        ToolScope.Workspace, ToolAccess.Read, CostClass.Read, SkillLoadPhrases.Skill)
    {
        Carries = TextLabels.Workspace,
    };

    public async Task<ToolResult> InvokeAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments.Text("name", SkillFiles.LongestName);
        if (invocation.Arguments.Invalid is { } invalid)
        {
            return invalid;
        }

        if (!SkillFiles.TryPath(name, out var path) || await workspace.FindAsync(invocation.Context, path, cancellationToken) is not { } file)
        {
            return ToolResult.Error(ToolErrors.SkillNotFound);
        }

        if (file.Text is not { } text)
        {
            return ToolResult.Error(ToolErrors.NotText);
        }

        var shown = TextCut.Beginning(text, MostCharacters);
        return ToolResult.Of(new { name, path = file.Path, revision = file.Revision, content = shown, is_cut = shown.Length < text.Length }).Carrying(file.Labels);
    }
}
