using System.Globalization;
using Npgsql;

namespace Nanobot.Testing.Stores;

/// <summary>A PostgreSQL of its own on a free port, which may be killed and started again on what it has written.</summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The tests themselves come as the superuser; what is tested shows its password.
    private const string Admission = """
        host all postgres 127.0.0.1/32 trust
        host all all 127.0.0.1/32 scram-sha-256

        """;

    private readonly string _directory;
    private readonly string[] _command;
    private readonly List<LocalProcess> _processes = [];

    /// <summary>Makes its data and starts it.</summary>
    /// <param name="directory">Where its data goes; removed with it.</param>
    /// <param name="isDurable">Whether what it says to be committed outlives its process.</param>
    public PostgresServer(string directory, bool isDurable)
    {
        _directory = directory;
        var bin = Path.GetDirectoryName(FindPostgres())!;
        var data = Path.Combine(_directory, "postgres");
        string[] asPostgres = [];
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            // PostgreSQL refuses to run as root.
            asPostgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"];
            File.SetUnixFileMode(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            LocalProcess.Run(["install", "-d", "-o", "postgres", "-m", "700", data]);
        }

        LocalProcess.Run([.. asPostgres, Path.Combine(bin, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
        File.WriteAllText(Path.Combine(data, "pg_hba.conf"), Admission);
        _command =
        [
            .. asPostgres, Path.Combine(bin, "postgres"), "-D", data, "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
            // Hundreds of databases that live for seconds: to look after them in turn takes a part of a processor, and helps none.
            "-c", $"synchronous_commit={(isDurable ? "on" : "off")}", "-c", "full_page_writes=off", "-c", "max_connections=500", "-c", "autovacuum=off",
        ];
        Start(_directory);
    }

    /// <summary>Its port on the loopback.</summary>
    public int Port { get; } = LocalProcess.FreePort();

    /// <summary>kill -9: its sessions end with it.</summary>
    public void Kill() => _processes[^1].Signal("KILL");

    /// <summary>Starts it again on its data, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        // While a session of the one that was killed is still ending, a new one refuses to begin.
        Start("");
        await Eventually.TrueAsync(() =>
        {
            if (Answers() is not { } refusal)
            {
                return Task.FromResult(true);
            }

            if (!_processes[^1].IsRunning)
            {
                Start("");
            }

            return refusal is NpgsqlException ? Task.FromResult(false) : throw refusal;
        }, Patience);
    }

    /// <summary>Null once it answers, else why it does not.</summary>
    internal Exception? Answers()
    {
        try
        {
            using var source = NpgsqlDataSource.Create(Owner("postgres"));
            using var command = source.CreateCommand("select 1");
            command.ExecuteScalar();
            return null;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return exception;
        }
    }

    /// <summary>The superuser's connection string of a database.</summary>
    internal string Owner(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Pooling=false;Include Error Detail=true";

    /// <inheritdoc />
    public void Dispose()
    {
        for (var i = _processes.Count - 1; i >= 0; i--)
        {
            _processes[i].Dispose();
        }
    }

    private void Start(string leftovers) =>
        _processes.Add(new LocalProcess("QUIT", "/", Path.Combine(_directory, $"postgres-{_processes.Count + 1}.log"), _command, leftovers));

    private static string FindPostgres() =>
        Directory.Exists("/usr/lib/postgresql")
            && Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin", "postgres")).FirstOrDefault(File.Exists) is { } found
            ? found
            : SuiteStores.Find("postgres");
}
