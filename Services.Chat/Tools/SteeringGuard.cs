using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools;

/// <summary>Approval of tools that change the files in some of their arguments: those that steer the assistant are the user's alone.</summary>
internal static class SteeringGuard
{
    /// <summary>Of the file in the argument <c>path</c>.</summary>
    public static ToolError? Check(ToolArguments arguments) => Check(arguments, "path");

    /// <summary>Of the files in the arguments <c>from</c> and <c>to</c>.</summary>
    public static ToolError? CheckMove(ToolArguments arguments) => Check(arguments, "from") ?? Check(arguments, "to");

    private static ToolError? Check(ToolArguments arguments, string name) =>
        WorkspacePath.TryParse(arguments.OptionalText(name, WorkspacePath.MaximumLength), out var path) && SteeringFiles.Contain(path)
            ? ToolErrors.Steering(path.Value)
            : null;
}
