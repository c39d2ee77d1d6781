namespace Aspire.Hosting.Engine.Dcp;

/// <summary>
/// The folders of the orchestrator's sessions. It removes its own at the end, unless it is killed together with its host.
/// </summary>
internal sealed class DcpSessions(string root, TimeProvider time)
{
    private const string Prefix = "nanobot-dcp-";

    // A session that begins has its folder a moment before the process that uses it.
    private static readonly TimeSpan Beginning = TimeSpan.FromMinutes(2);

    /// <summary>Makes a new folder, and removes those of sessions that nobody runs any more.</summary>
    public string Create()
    {
        RemoveAbandoned();
        return Directory.CreateDirectory(Path.Combine(root, $"{Prefix}{Path.GetRandomFileName()}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    private void RemoveAbandoned()
    {
        // Without a list of processes it cannot be known who uses a folder.
        if (!Directory.Exists("/proc/self"))
            return;
        var old = Directory.EnumerateDirectories(root, $"{Prefix}*")
            .Where(folder => time.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > Beginning).ToArray();
        if (old.Length == 0)
            return;
        var commandLines = Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)).Select(CommandLine).ToArray();
        foreach (var folder in old.Where(f => !commandLines.Any(c => c.Contains(f, StringComparison.Ordinal))))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It is another account's, or another start removes it at this moment.
            }
        }
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended.
            return "";
        }
    }
}
