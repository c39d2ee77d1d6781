using Microsoft.Extensions.Configuration;
using Nanobot.Platform.Core.Configuration;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>
/// The three logins of a module's database, each with a connection string of its own: <c>ConnectionStrings:{name}</c> is the
/// application's, <c>{name}-platform</c> the platform's, and <c>{name}-owner</c> the owner's, which the migrations alone are given.
/// </summary>
internal static class DatabaseLogins
{
    private const int ConnectSeconds = 10;

    /// <summary><c>{database}_app</c>: bound to one tenant at a time by row-level security.</summary>
    public static NpgsqlConnectionStringBuilder ReadApplication(IConfiguration configuration, string name) =>
        ReadRestricted(configuration, name, name, "app");

    /// <summary><c>{database}_platform</c>: sees across tenants, but only the tables that let it.</summary>
    public static NpgsqlConnectionStringBuilder ReadPlatform(IConfiguration configuration, string name) =>
        ReadRestricted(configuration, $"{name}-platform", name, "platform");

    /// <summary>Owns everything in the database; in most installations a superuser.</summary>
    public static NpgsqlConnectionStringBuilder ReadOwner(IConfiguration configuration, string name) =>
        Read(configuration, $"{name}-owner", name);

    public static bool HasOwner(IConfiguration configuration, string name) => ConnectionStrings.Find(configuration, $"{name}-owner") is not null;

    // Any other login that works here would be one that sees every tenant's rows.
    private static NpgsqlConnectionStringBuilder ReadRestricted(IConfiguration configuration, string key, string name, string suffix)
    {
        var connection = Read(configuration, key, name);
        var login = $"{connection.Database}_{suffix}";
        return connection.Username == login
            ? connection
            : throw new StartupException($"ConnectionStrings:{key} must be of the login {login}, which the migrations make (Username={login}).");
    }

    private static NpgsqlConnectionStringBuilder Read(IConfiguration configuration, string key, string name) =>
        ConnectionStrings.Read(configuration, key, "PostgreSQL connection string", text =>
        {
            var connection = new NpgsqlConnectionStringBuilder(text) { Timeout = ConnectSeconds };
            connection.Database ??= name;
            return string.IsNullOrEmpty(connection.Host) ? throw new ArgumentException("It names no host.", nameof(text)) : connection;
        });
}
