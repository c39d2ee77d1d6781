using System.Globalization;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>A data directory of PostgreSQL: <c>data</c> below a directory that only the server's account can enter.</summary>
internal sealed class PostgresData(string resource, string root, bool isKept)
{
    public string Path { get; } = System.IO.Path.Combine(root, "data");

    private string VersionFile => System.IO.Path.Combine(Path, "PG_VERSION");

    /// <summary>The installed server that can read this data: each major version has a format of its own.</summary>
    /// <exception cref="DistributedApplicationException">There is none.</exception>
    public PostgresBinaries ChooseBinaries(IReadOnlyList<PostgresBinaries> installed)
    {
        if (installed.Count == 0)
            throw new DistributedApplicationException(
                $"{resource}: PostgreSQL is not installed. Run ./up.sh once: it installs what is missing; or install the package postgresql.");
        if (!File.Exists(VersionFile))
            return installed[0];
        var written = File.ReadAllText(VersionFile).Trim();
        return installed.FirstOrDefault(i => i.MajorVersion.ToString(CultureInfo.InvariantCulture) == written)
            ?? throw new DistributedApplicationException(
                $"{resource}: the data in {Path} was written by PostgreSQL {written}, and installed is {string.Join(", ", installed.Select(i => i.MajorVersion))}. "
                + $"Install PostgreSQL {written}, or remove {root} to start clean, or start with --ephemeral to leave it alone.");
    }

    /// <summary>Makes the data directory when there is none; a broken-off attempt leaves none.</summary>
    public async Task InitialiseAsync(PostgresBinaries binaries, string user, string password, CancellationToken ct)
    {
        if (File.Exists(VersionFile))
            return;
        var attempt = $"{Path}.new";
        await PostgresAccount.CreateDirectoryAsync(root, ct);
        if (Directory.Exists(attempt))
            Directory.Delete(attempt, recursive: true);
        // The password comes through a pipe of the account's own: it may not open one of root's.
        string[] initdb = [
            System.IO.Path.Combine(binaries.Directory, "initdb"), "-D", attempt, "-U", user, "--pwfile=/dev/stdin", "-A", "scram-sha-256", "-E", "UTF8",
            "--locale=C.UTF-8"];
        var (program, arguments) = PostgresAccount.Run("sh", ["-c", "cat | \"$@\"", "sh", .. initdb, .. isKept ? (string[])[] : ["--no-sync"]]);
        var (exitCode, output) = await Tool.RunAsync(program, arguments, password, ct);
        if (exitCode != 0)
            throw new DistributedApplicationException($"{resource}: initdb ended with exit code {exitCode}: {output}");
        Directory.Move(attempt, Path);
    }
}

/// <summary>An installed PostgreSQL server.</summary>
internal sealed record PostgresBinaries(string Directory, int MajorVersion)
{
    private const string Packages = "/usr/lib/postgresql";

    /// <summary>Every version that the distribution's packages have installed, the newest first; without them the one on the search path.</summary>
    public static IReadOnlyList<PostgresBinaries> FindAll()
    {
        var packages = !System.IO.Directory.Exists(Packages) ? [] : System.IO.Directory.EnumerateDirectories(Packages)
            .Where(d => File.Exists(Path.Combine(d, "bin", "initdb")))
            .Select(d => new PostgresBinaries(Path.Combine(d, "bin"), int.TryParse(Path.GetFileName(d), out var version) ? version : 0))
            .OrderByDescending(b => b.MajorVersion).ToArray();
        if (packages.Length > 0 || Tool.Find("postgres") is not { } path)
            return packages;
        var (_, output) = Tool.RunAsync(path, ["--version"], null, CancellationToken.None).GetAwaiter().GetResult();
        var directory = Path.GetDirectoryName(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path)!;
        return [new(directory, int.TryParse(Regex.Match(output, @"(?<=\(PostgreSQL\) )\d+").Value, out var major) ? major : 0)];
    }
}

/// <summary>
/// The account that PostgreSQL runs as. It refuses to run as root; root changes to the account that the
/// distribution's package made, with setpriv, which becomes the server instead of staying its parent.
/// </summary>
internal static class PostgresAccount
{
    private const string User = "postgres";

    public static bool IsChanged { get; } = Environment.IsPrivilegedProcess;

    /// <summary>Where data lives: the state directory of root is closed to the other account.</summary>
    public static string DataRoot(string suiteKey, string suitePath) => IsChanged ? $"/var/lib/nanobot-aspire/{suiteKey}" : suitePath;

    public static void Check(string resource)
    {
        if (IsChanged && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{User}:", StringComparison.Ordinal)))
            throw new DistributedApplicationException(
                $"{resource}: PostgreSQL does not run as root, and there is no account '{User}'. Install the distribution's postgresql package, or run as another user.");
    }

    public static (string Program, IReadOnlyList<string> Arguments) Run(string program, IReadOnlyList<string> arguments) => IsChanged
        ? ("setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", "--", program, .. arguments])
        : (program, arguments);

    public static async Task CreateDirectoryAsync(string path, CancellationToken ct)
    {
        string[] owner = IsChanged ? ["-o", User, "-g", User] : [];
        var (exitCode, output) = await Tool.RunAsync("install", ["-d", .. owner, "-m", "700", path], null, ct);
        if (exitCode != 0)
            throw new DistributedApplicationException($"PostgreSQL's directory could not be prepared: {output}");
    }
}
