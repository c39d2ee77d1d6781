using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>The refusals of workspaces.</summary>
internal static class WorkspaceRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("FILE_NOT_FOUND", "file");

    public static Refusal View { get; } = new(StatusCodes.Status409Conflict, "FILE_IS_A_VIEW",
        $"{ConfigFile.Name} shows the user's configuration and changes with it: by PUT /users/{{user_id}}/preferences and /users/{{user_id}}/watchlist, or as the assistant is told.");

    public static Refusal NoRevision { get; } = new(StatusCodes.Status404NotFound, "REVISION_NOT_FOUND",
        "Of the file there is no such revision, or no longer; GET /workspace/history/{path} lists them.");

    public static Refusal Exists { get; } = new(StatusCodes.Status409Conflict, "FILE_EXISTS",
        "There is a file at the path already; with overwrite true it is replaced, and kept in its history.");

    public static Refusal NoText { get; } = new(StatusCodes.Status409Conflict, "FILE_NOT_TEXT",
        "A revision of the file is not UTF-8 text, so it has no lines to compare.");

    public static Refusal DiffTooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "DIFF_TOO_LARGE",
        $"Revisions of at most {UnifiedDiff.MaximumLines} lines and {UnifiedDiff.MaximumCharacters} characters are compared.");

    public static Refusal TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "FILE_TOO_LARGE",
        $"A file has at most {WorkspaceLimits.FileBytes} bytes.");

    public static Refusal Changed { get; } = new(StatusCodes.Status412PreconditionFailed, "REVISION_MISMATCH",
        "The file is not at the revision that the request names; read it again.");

    public static Refusal NotText { get; } = new(StatusCodes.Status400BadRequest, "NOT_TEXT",
        "The content is not UTF-8 text; send other content as application/octet-stream.");
}
