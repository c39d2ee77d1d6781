using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Workspaces.Archives;

namespace Nanobot.Services.Chat.Workspaces.Cloning;

/// <summary>Why a workspace is not copied; nothing of it is then.</summary>
internal static class CloneRefusals
{
    private const int MostNamed = 20;

    /// <summary>Of the tenant's users there is none of that id.</summary>
    public static Refusal NoUser { get; } = Refusals.NotFound("USER_NOT_FOUND", "user");

    public static Refusal TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "WORKSPACE_TOO_LARGE",
        $"A workspace is copied up to {ArchiveLimits.Entries} files and {ArchiveLimits.Bytes} bytes.");

    public static Refusal TooManyWait { get; } = Refusals.Conflict("APPROVALS_FULL",
        "The user has too much waiting for approval already, and files that steer the assistant or are remembered by it would have to wait too; nothing was copied.");

    public static Refusal Changed { get; } = Refusals.Conflict("WORKSPACE_CHANGED", "A file was written so often while it was being copied that what it was is gone; nothing was copied. Try again.");

    /// <summary>Files that are there already, with other content.</summary>
    public static Refusal Existing(IReadOnlyList<SourceFile> files) =>
        Refusals.Conflict("FILE_EXISTS", $"{files.Count} of the files are there already with other content; nothing was copied. With existing=keep they stay, and the others are copied.") with
        {
            Members = new Dictionary<string, object?> { ["paths"] = files.Take(MostNamed).Select(static file => file.Path.Value).ToArray(), ["paths_existing"] = files.Count },
        };
}
