using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools;

/// <summary>What a call of a tool would make of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Content">All of its new text; null where it would be gone.</param>
internal sealed record FileChange(WorkspacePath Path, string? Content)
{
    /// <summary>Where text flows to that is written there.</summary>
    public FlowSink Sink => SteeringFiles.Contain(Path) ? FlowSink.Steering : RememberedFiles.Contain(Path) ? FlowSink.Memory : FlowSink.Workspace;

    /// <summary>Of the file in the argument <c>path</c>, with the text in <c>content</c>; none where the path is none that a file can have.</summary>
    public static IReadOnlyList<FileChange> Of(ToolArguments arguments) =>
        WorkspacePath.TryParse(arguments.OptionalText("path", WorkspacePath.MaximumLength), out var path)
            ? [new FileChange(path, arguments.OptionalText("content", WorkspaceLimits.FileBytes))]
            : [];
}
