namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>What an archive may hold that is taken in. The octets of the archive itself are bounded by its operation.</summary>
internal static class ArchiveLimits
{
    /// <summary>Most entries, folders included.</summary>
    public const int Entries = 10_000;

    /// <summary>Most octets of all files together, as they come out of it.</summary>
    public const long Bytes = 256 * 1024 * 1024;

    /// <summary>How many archives one process unpacks at the same time; others wait for their turn.</summary>
    public const int AtOnce = 2;

    /// <summary>How long one waits for its turn.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
}
