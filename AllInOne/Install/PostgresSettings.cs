using Nanobot.Migrations;
using Nanobot.Platform.Core.Configuration;
using Npgsql;

namespace Nanobot.AllInOne.Install;

/// <summary>The connection strings of the modules' databases, out of one: <c>ConnectionStrings:postgres</c>, of a login that may make databases and logins.</summary>
internal static class PostgresSettings
{
    /// <summary>The one.</summary>
    public const string Postgres = "ConnectionStrings:postgres";

    /// <summary>The password of the restricted logins, which the migrations make.</summary>
    public const string PasswordSetting = "AllInOne:DatabasePassword";

    /// <summary>The owner's, the application's and the platform's of each database.</summary>
    /// <exception cref="StartupException">It is no connection string, or there is no password for the logins.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> Of(IConfiguration told, IReadOnlyDictionary<string, string?> settings)
    {
        if (told[Postgres] is not { Length: > 0 } text)
        {
            return [];
        }

        var password = settings.TryGetValue(PasswordSetting, out var kept) ? kept : told[PasswordSetting];
        return string.IsNullOrEmpty(password)
            ? throw new StartupException($"{PasswordSetting} must be set where Tenancy:TrustedKeys are: the logins of the databases need a password.")
            : ModuleDatabases.All.Keys.SelectMany(database => StringsOf(Read(text), database, password));
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="StartupException">It is none.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException exception)
        {
            // It may hold a password: say which setting it is, not what it says.
            throw new StartupException($"{Postgres} is not a PostgreSQL connection string.", exception);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> StringsOf(NpgsqlConnectionStringBuilder server, string database, string password)
    {
        server.Database = database;
        yield return new($"ConnectionStrings:{database}-owner", server.ConnectionString);
        foreach (var (name, login) in new[] { (database, "app"), ($"{database}-platform", "platform") })
        {
            var restricted = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = $"{database}_{login}", Password = password };
            yield return new($"ConnectionStrings:{name}", restricted.ConnectionString);
        }
    }
}
