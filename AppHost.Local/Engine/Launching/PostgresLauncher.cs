using System.Globalization;
using Npgsql;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Runs a PostgreSQL server on data of this suite only; the machine's own server is left alone.</summary>
internal sealed class PostgresLauncher(
    PostgresServerResource resource, IReadOnlyList<PostgresDatabaseResource> databases, SuiteDirectory suite, bool inContainer)
    : Launcher(resource, inContainer ? "Container" : "Executable")
{
    private const string Image = "docker.io/library/postgres:18.3";
    private const string Endpoint = "tcp";
    private const int Interrupt = 2;
    private const int SecondsToConnect = 5;

    // Creating a database writes all of it to the disk, which may be busy.
    private const int SecondsToCreate = 120;

    private readonly DataVolumeAnnotation? _volume = resource.Annotations.OfType<DataVolumeAnnotation>().LastOrDefault();

    public override bool IsStore => true;

    // SIGTERM would wait for every client to leave; SIGINT disconnects them and writes a checkpoint.
    public override int? StopSignal => Interrupt;

    private bool IsKept => _volume is not null && !suite.IsEphemeral;

    private string DataRoot => Path.Combine(PostgresAccount.DataRoot(suite.Key, suite.Path), IsKept ? resource.Name : $"{resource.Name}-temporary");

    private string Volume => _volume?.Name ?? $"nanobot-{suite.Key}-{resource.Name}";

    private PostgresData Data => new(resource.Name, DataRoot, IsKept);

    public override void Check()
    {
        if (inContainer)
            return;
        PostgresAccount.Check(resource.Name);
        Data.ChooseBinaries(PostgresBinaries.FindAll());
    }

    public override async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct)
    {
        var user = await resource.UserNameReference.GetValueAsync(ct) ?? "postgres";
        var password = await resource.PasswordParameter.GetValueAsync(ct) ?? "";
        string[] durability = IsKept ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
        if (inContainer)
        {
            EnvironmentEntry[] environment = [new("POSTGRES_USER", user), new("POSTGRES_PASSWORD", password, IsSecret: true)];
            var secrets = ContainerSecrets.Write(suite, resource.Name, environment);
            return new Launch("", [.. durability, .. Arguments], "/", [.. environment], [new("container.image", Image)],
                new ContainerLaunch(Image, 5432, context.Ports[Endpoint], secrets, IsKept ? Volume : null, "/var/lib/postgresql"));
        }

        var binaries = Data.ChooseBinaries(PostgresBinaries.FindAll());
        await Data.InitialiseAsync(binaries, user, password, ct);
        var (program, arguments) = PostgresAccount.Run(Path.Combine(binaries.Directory, "postgres"), [
            "-D", Data.Path, "-p", context.Ports[Endpoint].ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", .. durability, .. Arguments]);
        return Launch.Of(program, arguments, "/", []);
    }

    public override IReadOnlyList<HealthProbe> Probes(LaunchContext context) =>
        [new HealthProbe($"{resource.Name}_check", TimeSpan.FromSeconds(SecondsToCreate), ConnectAndCreateAsync)];

    public override void Clean()
    {
        if (!IsKept && !inContainer && Directory.Exists(DataRoot))
            Directory.Delete(DataRoot, recursive: true);
        var parent = Path.GetDirectoryName(DataRoot)!;
        if (PostgresAccount.IsChanged && Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
            Directory.Delete(parent);
    }

    // Healthy means that every database is there.
    private async Task<string?> ConnectAndCreateAsync(CancellationToken ct)
    {
        var address = new NpgsqlConnectionStringBuilder(await resource.ConnectionStringExpression.GetValueAsync(ct))
        { Database = "postgres", Pooling = false, Timeout = SecondsToConnect, CommandTimeout = SecondsToCreate };
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(ct);
            await using var list = new NpgsqlCommand("select array_agg(datname::text) from pg_database", connection);
            var present = (string[])(await list.ExecuteScalarAsync(ct))!;
            foreach (var name in databases.Select(d => d.DatabaseName).Except(present))
            {
                // A name cannot be a parameter.
                await using var create = new NpgsqlCommand($"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
                await create.ExecuteNonQueryAsync(ct);
            }

            return null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            var data = inContainer ? $"the volume {Volume}" : DataRoot;
            throw new DistributedApplicationException(
                $"{resource.Name}: the data in {data} was made with another password than '{resource.PasswordParameter.Name}' holds now. "
                + $"Restore the secrets it was made with ({suite.Secrets.Path}), or remove {data} to start clean, or start with --ephemeral to leave it alone.",
                e);
        }
    }
}
