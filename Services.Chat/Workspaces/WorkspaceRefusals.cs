using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>The refusals of workspaces.</summary>
internal static class WorkspaceRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("FILE_NOT_FOUND", "file");

    public static Refusal TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "FILE_TOO_LARGE",
        $"A file has at most {WorkspaceLimits.FileBytes} bytes.");

    public static Refusal Changed { get; } = new(StatusCodes.Status412PreconditionFailed, "REVISION_MISMATCH",
        "The file is not at the revision that the request names; read it again.");

    public static Refusal NotText { get; } = new(StatusCodes.Status400BadRequest, "NOT_TEXT",
        "The content is not UTF-8 text; send other content as application/octet-stream.");
}
