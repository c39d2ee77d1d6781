namespace Nanobot.AppHost.Local.Tests.Running;

/// <summary>The processes of this machine, by their command lines.</summary>
internal static class MachineProcesses
{
    public static IReadOnlyList<string> CommandLines() => [.. Directory.EnumerateDirectories("/proc")
        .Where(d => int.TryParse(Path.GetFileName(d), out _))
        .Select(Read)
        .OfType<string>()];

    public static bool Any(string part) => CommandLines().Any(c => c.Contains(part, StringComparison.Ordinal));

    private static string? Read(string directory)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
