using System.Globalization;
using Aspire.Hosting.Engine.Launching;

namespace Aspire.Hosting.Engine.Stores;

/// <summary>A data directory of PostgreSQL: <c>data</c> below a directory that only the server's account can enter.</summary>
internal sealed class PostgresData(string resource, string root, PostgresAccount account, bool isKept)
{
    public string Path { get; } = System.IO.Path.Combine(root, "data");

    /// <summary>The installed server that can read this data: each major version has a format of its own.</summary>
    /// <exception cref="DistributedApplicationException">There is none.</exception>
    public PostgresBinaries ChooseBinaries(IReadOnlyList<PostgresBinaries> installed)
    {
        if (installed.Count == 0)
            throw new DistributedApplicationException(
                $"{resource}: PostgreSQL is not installed. Run ./up.sh once: it installs what is missing; or install the package postgresql.");
        var versionFile = System.IO.Path.Combine(Path, "PG_VERSION");
        if (!File.Exists(versionFile))
            return installed[0];
        var written = File.ReadAllText(versionFile).Trim();
        return installed.FirstOrDefault(i => i.MajorVersion.ToString(CultureInfo.InvariantCulture) == written)
            ?? throw new DistributedApplicationException(
                $"{resource}: the data in {Path} was written by PostgreSQL {written}, and installed is {string.Join(", ", installed.Select(i => i.MajorVersion))}. "
                + $"Install PostgreSQL {written}, or remove {root} to start clean, or start with --ephemeral to leave it alone.");
    }

    /// <summary>Makes the data directory when there is none; a broken-off attempt leaves none.</summary>
    public async Task InitialiseAsync(PostgresBinaries binaries, string user, string password, CancellationToken ct)
    {
        if (File.Exists(System.IO.Path.Combine(Path, "PG_VERSION")))
            return;
        var attempt = $"{Path}.new";
        var passwordFile = System.IO.Path.Combine(root, "password");
        await account.CreateDirectoryAsync(root, ct);
        if (Directory.Exists(attempt))
            Directory.Delete(attempt, recursive: true);
        await account.WriteAsync(passwordFile, password, ct);
        try
        {
            var (program, arguments) = account.Run(binaries.InitDb, [
                "-D", attempt, "-U", user, $"--pwfile={passwordFile}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8",
                .. isKept ? (string[])[] : ["--no-sync"]]);
            var (exitCode, output) = await Tool.RunAsync(program, arguments, null, ct);
            if (exitCode != 0)
                throw new DistributedApplicationException($"{resource}: initdb ended with exit code {exitCode}: {output}");
        }
        finally
        {
            File.Delete(passwordFile);
        }

        Directory.Move(attempt, Path);
    }
}
