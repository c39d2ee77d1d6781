using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>Tells an event that fails from a database that is away, for which no event is to blame.</summary>
internal sealed partial class DatabaseOutage(PlatformDb db, TimeProvider time, ILogger<DatabaseOutage> logger)
{
    private static readonly TimeSpan ProbeDeadline = TimeSpan.FromSeconds(3);
    private static readonly PlatformScope Scope = new("messaging: is the database there?");

    /// <summary>
    /// Whether the database's absence caused <paramref name="exception"/>. A time-out alone does not tell a slow handler from
    /// a database that hangs: then the database is asked.
    /// </summary>
    public async Task<bool> IsCauseOfAsync(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        PostgresException { SqlState: var state } => IsUnavailable(state),
        NpgsqlException { InnerException: TimeoutException } => !await AnswersAsync(cancellationToken),
        NpgsqlException { InnerException: IOException or SocketException } => true,
        TimeoutException or OperationCanceledException => !await AnswersAsync(cancellationToken),
        _ => false,
    };

    // Class 08: connection; 53: out of resources; 57P01 to 57P05: shutting down, crashed, starting, idle session ended.
    private static bool IsUnavailable(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal);

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ProbeDeadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await db.ExecuteAsync(Scope, new Sql("select 1"), linked.Token);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.Silent(logger, exception.GetType().Name);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database does not answer ({Error})")]
        public static partial void Silent(ILogger logger, string error);
    }
}
