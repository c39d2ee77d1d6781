using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools;

/// <summary>What a call of a tool would make of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Becomes">What it would be.</param>
internal sealed record FileChange(WorkspacePath Path, NewText Becomes)
{
    /// <summary>Where text flows to that is written there.</summary>
    public FlowSink Sink => SinkOf(Path);

    /// <summary>Where text flows to that is written to a path.</summary>
    public static FlowSink SinkOf(WorkspacePath path) => SteeringFiles.Contain(path) ? FlowSink.Steering : RememberedFiles.Contain(path) ? FlowSink.Memory : FlowSink.Workspace;

    /// <summary>Of the file in the argument <c>path</c>, with the text in <c>content</c> or else gone; none where the path is none that a file can have.</summary>
    public static IReadOnlyList<FileChange> Of(ToolArguments arguments) =>
        Of(arguments, "path", arguments.OptionalText("content", WorkspaceLimits.FileBytes) is { } content ? new NewText.Whole(content) : new NewText.Gone());

    /// <summary>Of the file in the argument <c>path</c>, with <c>new_text</c> in the place of <c>old_text</c>.</summary>
    public static IReadOnlyList<FileChange> OfEdit(ToolArguments arguments) => Of(arguments, "path", new NewText.Edited(
        arguments.OptionalText("old_text", WorkspaceLimits.FileBytes) ?? "", arguments.OptionalText("new_text", WorkspaceLimits.FileBytes) ?? ""));

    /// <summary>Of the file in the argument <c>path</c>, as it was at <c>revision</c>.</summary>
    public static IReadOnlyList<FileChange> OfRestore(ToolArguments arguments) =>
        Of(arguments, "path", new NewText.Restored(arguments.OptionalNumber("revision", 1, int.MaxValue) ?? 0));

    /// <summary>Of the files in the arguments <c>from</c>, which would be gone, and <c>to</c>.</summary>
    public static IReadOnlyList<FileChange> OfMove(ToolArguments arguments)
    {
        var from = Of(arguments, "from", new NewText.Gone());
        return [.. from, .. Of(arguments, "to", from is [var source] ? new NewText.Moved(source.Path) : new NewText.Gone())];
    }

    private static IReadOnlyList<FileChange> Of(ToolArguments arguments, string name, NewText becomes) =>
        WorkspacePath.TryParse(arguments.OptionalText(name, WorkspacePath.MaximumLength), out var path) ? [new FileChange(path, becomes)] : [];
}
