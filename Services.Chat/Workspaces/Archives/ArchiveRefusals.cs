using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>Why an archive is not taken in; nothing of it is then.</summary>
internal static class ArchiveRefusals
{
    private const int MostNamed = 20;

    public static Refusal NoArchive { get; } = new(StatusCodes.Status400BadRequest, "ARCHIVE_INVALID", "The body is no zip archive, or not all of one.");

    public static Refusal WrongType { get; } = Refusals.UnsupportedMediaType($"Send the archive as {MediaTypes.Zip}.");

    public static Refusal TooManyEntries { get; } = new(StatusCodes.Status413PayloadTooLarge, "ARCHIVE_TOO_LARGE", $"An archive has at most {ArchiveLimits.Entries} entries, those of archives in it that are not packed included.");

    public static Refusal TooManyBytes { get; } =
        new(StatusCodes.Status413PayloadTooLarge, "ARCHIVE_TOO_LARGE", $"The files of an archive have at most {ArchiveLimits.Bytes} bytes together.");

    public static Refusal Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "IMPORTS_BUSY", "As many archives and workspaces as can be at once are being taken in; try again shortly.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    /// <summary>Entries that cannot be files of a workspace.</summary>
    public static Refusal Faulty(IReadOnlyList<ArchiveFault> faults) =>
        new(StatusCodes.Status400BadRequest, "ARCHIVE_INVALID", $"{faults.Count} of the archive's entries cannot be taken in; nothing was.")
        {
            Members = new Dictionary<string, object?> { ["entries"] = faults.Take(MostNamed).ToArray(), ["entries_refused"] = faults.Count },
        };

    /// <summary>Files that are there already, with other content.</summary>
    public static Refusal Existing(IReadOnlyList<string> paths) =>
        new(StatusCodes.Status409Conflict, "FILE_EXISTS", $"{paths.Count} of the archive's files are there already with other content; with existing=keep they stay, with existing=replace they are replaced and kept in their history.")
        {
            Members = new Dictionary<string, object?> { ["paths"] = paths.Take(MostNamed).ToArray(), ["paths_existing"] = paths.Count },
        };
}
