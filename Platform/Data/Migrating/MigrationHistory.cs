using Nanobot.Platform.Core.Configuration;
using Npgsql;

namespace Nanobot.Platform.Data.Migrating;

/// <summary>What has been applied to a database, and whether this build may work with it.</summary>
internal static class MigrationHistory
{
    public const string CreateSchema = "create schema if not exists nanobot";

    public const string CreateTable = """
        create table if not exists nanobot.schema_migrations (
            set text not null,
            version int not null,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null,
            primary key (set, version))
        """;

    /// <summary>Both restricted logins may read what has been applied: by it a service tells whether it may start.</summary>
    public const string GrantSelect = """
        do $$ begin
            execute format('grant select on nanobot.schema_migrations to %I, %I', current_database() || '_app', current_database() || '_platform');
        end $$
        """;

    public const string Insert =
        "insert into nanobot.schema_migrations (set, version, name, checksum, applied_at) values ($1, $2, $3, $4, $5)";

    private const string Select = "select set, version, name, checksum from nanobot.schema_migrations";

    public static async Task<Dictionary<(string Set, int Version), (string Name, string Checksum)>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await new SqlSession(connection, null).QueryAsync(new Sql(Select),
            static row => (Key: (row.GetString(0), row.GetInt32(1)), Value: (row.GetString(2), row.GetString(3))), cancellationToken);
        return rows.ToDictionary(row => row.Key, row => row.Value);
    }

    /// <summary>Refuses a database that is newer than this build, or whose applied migrations differ from this build's.</summary>
    public static void Verify(
        string database,
        IReadOnlyList<Migration> known,
        IReadOnlyDictionary<(string Set, int Version), (string Name, string Checksum)> applied,
        bool allowNewer)
    {
        foreach (var migration in known)
        {
            if (applied.TryGetValue((migration.Set, migration.Version), out var there) && there.Checksum != migration.Checksum)
            {
                throw new StartupException(
                    $"The database {database} was migrated with another text of {migration.Name} ({migration.Set}). Migrations are never edited once applied: run the build that matches, or restore the database.");
            }
        }

        var ahead = applied.Keys.Where(key => known.All(migration => (migration.Set, migration.Version) != key)).ToList();
        if (ahead.Count > 0 && !allowNewer)
        {
            throw new StartupException(
                $"The database {database} comes from a newer version: it has {string.Join(", ", ahead.Select(key => applied[key].Name))}, which this build does not know. Run a build at least as new, restore an older database, or set Persistence:AllowNewerSchema=true while both versions run beside each other.");
        }
    }
}
