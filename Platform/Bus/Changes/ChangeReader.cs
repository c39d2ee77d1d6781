using System.Text.Json;
using Microsoft.Extensions.Logging;
using Nanobot.Contracts.Changes;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Changes;

/// <summary>
/// Finds out what has changed: from the board in Redis, and from the tenants module where the board does not say all of it, as after a
/// loss, or cannot be read. Used by one at a time.
/// </summary>
internal sealed partial class ChangeReader(
    ChangeBoard board, IChangeSource module, ChangeTelemetry telemetry, Backoff backoff, TimeProvider time, ILogger<ChangeReader> logger)
{
    private static readonly TimeSpan BoardDeadline = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan ModuleDeadline = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile bool _reachesBoard = true;
    private int _connections;
    private DateTimeOffset _boardAgainAt;

    /// <summary>Whether the board could be read when it was looked at last, whatever stood on it.</summary>
    public bool ReachesBoard => _reachesBoard;

    /// <summary>What has changed since a version; null where nobody says.</summary>
    public async Task<ChangesSince?> ReadAsync(long? since)
    {
        var connections = board.Connections;
        if (since is { } known && connections == _connections && await ReadBoardAsync(known) is { } found)
        {
            telemetry.Compared("board");
            return found;
        }

        if (await AskModuleAsync(since) is not { } answer)
        {
            telemetry.Compared("none");
            return null;
        }

        _connections = connections;
        telemetry.Compared("module");
        return answer;
    }

    private async Task<ChangesSince?> ReadBoardAsync(long since)
    {
        // A Redis that hangs must not hold up each reading.
        if (time.GetUtcNow() < _boardAgainAt)
        {
            return null;
        }

        try
        {
            var reading = await board.ReadAsync(since, BoardDeadline);
            _reachesBoard = true;
            return reading.IsWholeSince(since) ? new ChangesSince(reading.Version.GetValueOrDefault(), IsWhole: true, reading.Tenants) : null;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            _reachesBoard = false;
            _boardAgainAt = time.GetUtcNow() + backoff.After(1, Pause, Pause);
            Log.BoardAway(logger, ExceptionReason.Of(exception));
            return null;
        }
    }

    private async Task<ChangesSince?> AskModuleAsync(long? since)
    {
        using var deadline = new CancellationTokenSource(ModuleDeadline, time);
        try
        {
            return await module.FindAsync(since, deadline.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            Log.ModuleAway(logger, ExceptionReason.Of(exception));
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The board of changes cannot be read: {Reason}")]
        public static partial void BoardAway(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Debug, "The tenants module does not say what has changed: {Reason}")]
        public static partial void ModuleAway(ILogger logger, string reason);
    }
}
