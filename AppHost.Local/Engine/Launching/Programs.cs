namespace Aspire.Hosting.Engine.Launching;

/// <summary>Finds programs as a shell would.</summary>
internal static class Programs
{
    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string command)
    {
        if (command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return File.Exists(command) ? Path.GetFullPath(command) : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, command))
            .FirstOrDefault(File.Exists);
    }
}
