using System.Globalization;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Work;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>
/// An advisory lock for as long as its connection lives: PostgreSQL gives it to another process the moment this one
/// dies. The connection is watched, so that a holder that lost it learns of it within seconds; and because it is, PostgreSQL ends one
/// from which nothing comes any more, as of a process that stands still or a machine that is gone, and the lock with it
/// (<c>idle_session_timeout</c>).
/// </summary>
internal sealed partial class SessionHold : IExclusiveHold
{
    [MakesStoreNames("A session's lock, by its number.")]
    private const string Take = "select case when pg_try_advisory_lock($1) then set_config('idle_session_timeout', $2, false) is not null else false end";

    [MakesStoreNames("All of a session's locks.")]
    private const string Release = "select pg_advisory_unlock_all(), set_config('idle_session_timeout', null, false)";

    private const int WatchTimeoutSeconds = 5;
    private const int ReleaseTimeoutSeconds = 2;
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(2);

    /// <summary>For how long nothing may come from a holder: several looks of its watch, late ones of a busy machine too.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private readonly NpgsqlConnection _connection;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly Task _watch;

    private SessionHold(NpgsqlConnection connection, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        _logger = logger;
        _watch = WatchAsync(time, _disposing.Token);
    }

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the lock, or returns null where another session has it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="key">The lock.</param>
    /// <param name="silence">After how long without a word from its holder PostgreSQL gives it to another.</param>
    /// <param name="time">The clock of the watch.</param>
    /// <param name="logger">Told when it is lost.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<SessionHold?> TryTakeAsync(
        PlatformDb db, long key, TimeSpan silence, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var connection = await db.OpenAsync(cancellationToken);
        try
        {
            var taken = await new SqlSession(connection, null)
                .QueryAsync(new Sql(Take, key, string.Create(CultureInfo.InvariantCulture, $"{silence.TotalMilliseconds:0}ms")), static row => row.GetBoolean(0), cancellationToken);
            if (taken is [true])
            {
                return new SessionHold(connection, time, logger);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Gives the lock back at once. A pooled connection that is closed keeps its session's locks until it is used again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        await _watch;
        await ReleaseAsync();
        await _connection.DisposeAsync();
        _disposing.Dispose();
        _lost.Dispose();
    }

    private async Task ReleaseAsync()
    {
        if (_lost.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await using var release = new NpgsqlCommand(Release, _connection) { CommandTimeout = ReleaseTimeoutSeconds };
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // The lock went with its connection.
            Log.Lost(_logger, exception);
        }
    }

    private async Task WatchAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(WatchEvery, time, cancellationToken);
                await using var probe = new NpgsqlCommand("select 1", _connection) { CommandTimeout = WatchTimeoutSeconds };
                await probe.ExecuteScalarAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Given back by its holder.
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            Log.Lost(_logger, exception);
            await _lost.CancelAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The connection that holds a lock is gone")]
        public static partial void Lost(ILogger logger, Exception exception);
    }
}
