using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools;

/// <summary>What a call of a tool would make of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Content">All of its new text; null where it would be gone, or where the arguments alone do not say it.</param>
internal sealed record FileChange(WorkspacePath Path, string? Content)
{
    /// <summary>Whether <see cref="Content"/> is all that the file would be. Where not, the arguments say what becomes of what it is.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Where text flows to that is written there.</summary>
    public FlowSink Sink => SteeringFiles.Contain(Path) ? FlowSink.Steering : RememberedFiles.Contain(Path) ? FlowSink.Memory : FlowSink.Workspace;

    /// <summary>Of the file in the argument <c>path</c>, with the text in <c>content</c>; none where the path is none that a file can have.</summary>
    public static IReadOnlyList<FileChange> Of(ToolArguments arguments) =>
        WorkspacePath.TryParse(arguments.OptionalText("path", WorkspacePath.MaximumLength), out var path)
            ? [new FileChange(path, arguments.OptionalText("content", WorkspaceLimits.FileBytes))]
            : [];

    /// <summary>Of the file in the argument <c>path</c>, of which a part changes.</summary>
    public static IReadOnlyList<FileChange> OfPart(ToolArguments arguments) => [.. Parts(arguments, "path")];

    /// <summary>Of the files in the arguments <c>from</c> and <c>to</c>.</summary>
    public static IReadOnlyList<FileChange> OfMove(ToolArguments arguments) => [.. Parts(arguments, "from", "to")];

    private static IEnumerable<FileChange> Parts(ToolArguments arguments, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (WorkspacePath.TryParse(arguments.OptionalText(name, WorkspacePath.MaximumLength), out var path))
            {
                yield return new FileChange(path, null) { IsWhole = false };
            }
        }
    }
}
