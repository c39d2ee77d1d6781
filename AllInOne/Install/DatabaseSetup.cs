using Nanobot.Migrations;
using Nanobot.Platform.Core.Configuration;
using Npgsql;

namespace Nanobot.AllInOne.Install;

/// <summary>Makes the databases that are not there yet and brings them up to this build, before a module is started.</summary>
internal static class DatabaseSetup
{
    /// <summary>Whether the process does so: <c>true</c>, <c>false</c>; without it where <c>ConnectionStrings:postgres</c> is set.</summary>
    public const string Setting = "Migrations:Run";

    /// <summary>Runs where it is wanted.</summary>
    /// <exception cref="StartupException">A database cannot be made or migrated; says which and why.</exception>
    public static async Task RunAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var postgres = settings.TryGetValue(PostgresSettings.Postgres, out var text) && text is { Length: > 0 } ? PostgresSettings.Read(text) : null;
        if (!IsWanted(settings, postgres is not null))
        {
            return;
        }

        if (postgres is not null)
        {
            await CreateAsync(postgres, cancellationToken);
        }

        await MigrationRun.MigrateAllAsync(new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(settings).Build(), cancellationToken);
    }

    private static bool IsWanted(IReadOnlyDictionary<string, string?> settings, bool otherwise) => settings.TryGetValue(Setting, out var text) && text is { Length: > 0 }
        ? bool.TryParse(text, out var run) ? run : throw new StartupException($"{Setting} must be true or false, not {text}.")
        : otherwise;

    private static async Task CreateAsync(NpgsqlConnectionStringBuilder server, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false, Database = server.Database ?? "postgres" });
            await using var list = source.CreateCommand("select array_agg(datname::text) from pg_database");
            var present = (string[])(await list.ExecuteScalarAsync(cancellationToken))!;
            foreach (var name in ModuleDatabases.All.Keys.Except(present, StringComparer.Ordinal))
            {
                // A name cannot be a parameter; these are ours.
                await using var create = source.CreateCommand($"create database \"{name}\"");
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch (NpgsqlException exception)
        {
            throw new StartupException($"The databases cannot be made at {server.Host}:{server.Port} ({PostgresSettings.Postgres}): {exception.Message}", exception);
        }
    }
}
