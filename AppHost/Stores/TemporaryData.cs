using System.Globalization;

namespace Nanobot.AppHost.Stores;

/// <summary>
/// Directories of ephemeral stores. They go with the AppHost, not with the store, which may be started again; what a killed AppHost left
/// goes at the next start of any.
/// </summary>
internal static class TemporaryData
{
    private const string Prefix = "nanobot-aspire-";

    /// <summary>A new name of a directory, which says whose it is: <c>nanobot-aspire-{process id}-{store}-{random}</c>.</summary>
    public static string NewDirectory(string store)
    {
        RemoveAbandoned();
        var directory = Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{store}-{Guid.NewGuid():N}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(directory);
        return directory;
    }

    private static void RemoveAbandoned()
    {
        foreach (var directory in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Prefix}*"))
        {
            var owner = Path.GetFileName(directory)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Directory.Exists($"/proc/{id}"))
            {
                continue;
            }

            Remove(directory);
        }
    }

    private static void Remove(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Still in use, or another account's: the next start tries again.
        }
    }
}
