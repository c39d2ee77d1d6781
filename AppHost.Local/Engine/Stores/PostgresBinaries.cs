using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.Engine.Launching;

namespace Aspire.Hosting.Engine.Stores;

/// <summary>An installed PostgreSQL server.</summary>
internal sealed partial record PostgresBinaries(string Directory, int MajorVersion)
{
    private const string Debian = "/usr/lib/postgresql";

    public string Server => Path.Combine(Directory, "postgres");

    public string InitDb => Path.Combine(Directory, "initdb");

    /// <summary>Every installed version, the newest first.</summary>
    public static IReadOnlyList<PostgresBinaries> FindAll() => FindAll(Debian, Programs.Find("postgres"));

    internal static IReadOnlyList<PostgresBinaries> FindAll(string packages, string? onPath)
    {
        var found = System.IO.Directory.Exists(packages)
            ? System.IO.Directory.EnumerateDirectories(packages).Select(d => Of(Path.Combine(d, "bin"))).OfType<PostgresBinaries>().ToList()
            : [];
        if (onPath is not null
            && Path.GetDirectoryName(File.ResolveLinkTarget(onPath, returnFinalTarget: true)?.FullName ?? onPath) is { } directory
            && found.TrueForAll(f => f.Directory != directory)
            && Of(directory) is { } other)
            found.Add(other);
        return [.. found.OrderByDescending(f => f.MajorVersion)];
    }

    private static PostgresBinaries? Of(string directory)
    {
        var version = MajorInPath().Match(directory);
        return File.Exists(Path.Combine(directory, "postgres")) && File.Exists(Path.Combine(directory, "initdb"))
            ? new(directory, version.Success ? int.Parse(version.Value, CultureInfo.InvariantCulture) : Ask(directory))
            : null;
    }

    // Outside the distribution's layout only the program itself knows: "postgres (PostgreSQL) 16.4".
    private static int Ask(string directory)
    {
        var (_, output) = Tool.RunAsync(Path.Combine(directory, "postgres"), ["--version"], null, CancellationToken.None).GetAwaiter().GetResult();
        var version = MajorInOutput().Match(output);
        return version.Success ? int.Parse(version.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"(?<=/postgresql/)\d+(?=/bin$)")]
    private static partial Regex MajorInPath();

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+")]
    private static partial Regex MajorInOutput();
}
