using System.Globalization;

namespace Nanobot.AppHost.Stores;

/// <summary>Directories of ephemeral stores. A store removes its own when it ends; what a killed one left goes at the next start.</summary>
internal static class TemporaryData
{
    private const string Prefix = "nanobot-aspire-";

    /// <summary>A new name of a directory, which says whose it is: <c>nanobot-aspire-{process id}-{store}-{random}</c>.</summary>
    public static string NewDirectory(string store)
    {
        RemoveAbandoned();
        return Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{store}-{Guid.NewGuid():N}");
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

            try
            {
                Directory.Delete(directory, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another account's, or another start removes it at this moment.
            }
        }
    }
}
