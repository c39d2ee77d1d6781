namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>Files of docs/contracts that say what others rely on. They are written by the tests that compare with them, where <c>NANOBOT_SNAPSHOTS=write</c>.</summary>
internal static class Frozen
{
    public const string How = "run `NANOBOT_SNAPSHOTS=write dotnet test tests/Architecture.Tests --filter FullyQualifiedName~Snapshots` and look at the difference";
    private const string Directory = "docs/contracts";

    /// <summary>Whether what was added is to be written down. What breaks others is never written: it is a new version, or not done.</summary>
    public static bool IsWritten { get; } = Environment.GetEnvironmentVariable("NANOBOT_SNAPSHOTS") == "write";

    /// <summary>What a file says; null where there is none.</summary>
    public static string? Find(string name) => File.Exists(PathOf(name)) ? File.ReadAllText(PathOf(name)) : null;

    /// <summary>The names of all files that end so.</summary>
    public static IReadOnlyList<string> Names(string ending) => System.IO.Directory.Exists(PathOf(""))
        ? [.. System.IO.Directory.GetFiles(PathOf(""), $"*{ending}").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Fails where a file does not say exactly this, or has it say this.</summary>
    public static void Is(string name, string text)
    {
        if (IsWritten)
        {
            System.IO.Directory.CreateDirectory(PathOf(""));
            File.WriteAllText(PathOf(name), text);
        }

        Assert.True(Find(name) == text, $"{Directory}/{name} is not what the code says: {How}.");
    }

    private static string PathOf(string name) => Path.Combine(Repository.Root, Directory, name);
}
