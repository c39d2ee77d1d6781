using Npgsql;

namespace Nanobot.Platform.Data.Migrating;

/// <summary>Puts what PostgreSQL or the way to it refuses into one line.</summary>
internal static class DatabaseFailure
{
    /// <summary>The server's own words with their code, or what the connection ended with; without a full stop at the end.</summary>
    public static string Reason(this NpgsqlException exception) =>
        (exception is PostgresException { MessageText: var text, SqlState: var state } ? $"{text} ({state})" : exception.Message).TrimEnd('.');
}
