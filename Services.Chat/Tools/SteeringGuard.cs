using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools;

/// <summary>Approval of tools that change the file in the argument <c>path</c>: those that steer the assistant are the user's alone.</summary>
internal static class SteeringGuard
{
    public static ToolError? Check(ToolArguments arguments) =>
        WorkspacePath.TryParse(arguments.OptionalText("path", WorkspacePath.MaximumLength), out var path) && SteeringFiles.Contain(path)
            ? ToolErrors.Steering(path.Value)
            : null;
}
