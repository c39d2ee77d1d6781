using System.Globalization;
using Aspire.Hosting.Engine.Health;
using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.State;

namespace Aspire.Hosting.Engine.Stores;

/// <summary>Runs a PostgreSQL server on data of this suite only; the machine's own server is left alone.</summary>
internal sealed class PostgresLauncher(
    PostgresServerResource resource, IReadOnlyList<PostgresDatabaseResource> databases, SuiteDirectory suite, bool inContainer) : ILauncher
{
    private const string Image = "docker.io/library/postgres:18.3";
    private const string Endpoint = "tcp";
    private const int Interrupt = 2;

    private readonly PostgresAccount _account = new();
    private readonly DataVolumeAnnotation? _volume = resource.Annotations.OfType<DataVolumeAnnotation>().LastOrDefault();

    public string ResourceType => inContainer ? "Container" : "Executable";

    public bool IsStore => true;

    // SIGTERM would wait for every client to leave; SIGINT disconnects them and writes a checkpoint.
    public int? StopSignal => inContainer ? null : Interrupt;

    private string DataRoot => Path.Combine(_account.DataRoot(suite.Key, suite.Path), IsKept ? resource.Name : $"{resource.Name}-temporary");

    private string Volume => _volume?.Name ?? $"nanobot-{suite.Key}-{resource.Name}";

    private PostgresData Data => new(resource.Name, DataRoot, _account, IsKept);

    private bool IsKept => _volume is not null && !suite.IsEphemeral;

    public void Check()
    {
        if (inContainer)
            return;
        _account.Check(resource.Name);
        Data.ChooseBinaries(PostgresBinaries.FindAll());
    }

    public async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct)
    {
        var port = context.Ports[Endpoint];
        var user = await resource.UserNameReference.GetValueAsync(ct) ?? "postgres";
        var password = await resource.PasswordParameter.GetValueAsync(ct) ?? "";
        if (inContainer)
            return new Launch("", [], "/",
                [new EnvironmentEntry("POSTGRES_USER", user, IsSecret: false), new EnvironmentEntry("POSTGRES_PASSWORD", password, IsSecret: true)],
                [new PropertyEntry("container.image", null, Image, IsSensitive: false)],
                new ContainerLaunch(Image, 5432, port, IsKept ? Volume : null, "/var/lib/postgresql"));

        var binaries = Data.ChooseBinaries(PostgresBinaries.FindAll());
        await Data.InitialiseAsync(binaries, user, password, ct);
        var (program, arguments) = _account.Run(binaries.Server, [
            "-D", Data.Path, "-p", port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=300",
            .. IsKept ? (string[])[] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]]);
        return new Launch(program, arguments, "/", [],
        [
            new PropertyEntry("executable.path", null, binaries.Server, IsSensitive: false),
            new PropertyEntry("executable.workDir", null, "/", IsSensitive: false),
            new PropertyEntry("executable.args", null, arguments.ToArray(), IsSensitive: false),
        ]);
    }

    public IReadOnlyList<HealthProbe> Probes(LaunchContext context) => [new PostgresProbe($"{resource.Name}_check", context.Ports[Endpoint])];

    public Task MakeReadyAsync(LaunchContext context, CancellationToken ct) => PostgresDatabases.CreateMissingAsync(
        resource, databases, inContainer ? $"the volume {Volume}" : DataRoot, suite.Secrets.Path, ct);

    /// <summary>Removes data that is not kept: after a run, and before one, as a killed run leaves it.</summary>
    public void Clean()
    {
        if (!IsKept && !inContainer && Directory.Exists(DataRoot))
            Directory.Delete(DataRoot, recursive: true);
        var parent = Path.GetDirectoryName(DataRoot)!;
        if (_account.IsChanged && Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
            Directory.Delete(parent);
    }
}
