using System.Globalization;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Changes;

/// <summary>
/// The latest changes of tenants, in Redis, where every gateway reads them before it goes by what it remembers. The tenants module keeps
/// it: it puts each change there before it acknowledges it, and vouches again and again, for a second each time, that nothing is missing.
/// So a board that it cannot reach, and one that has lost something, is soon worth nothing to its readers, who ask the module itself.
/// </summary>
public sealed class ChangeBoard
{
    /// <summary>The oldest that a reading may be by which a gateway decides; whoever changes something waits longer than that.</summary>
    public static readonly TimeSpan LongestAge = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the board is vouched for after it was compared with the database.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private static readonly RedisKey[] Keys = [StoreName.OfInstallation(NameKinds.Changes).ToKey(), StoreName.OfInstallation(NameKinds.Changes, "kept").ToKey()];
    private readonly IConnectionMultiplexer _redis;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private int _connections;

    internal ChangeBoard(IConnectionMultiplexer redis, IOptions<MessagingOptions> options, TimeProvider time)
    {
        (_redis, _timeout, _time) = (redis, options.Value.RedisTimeout, time);
        // Behind a new connection may be a Redis that knows less than the last one.
        redis.ConnectionRestored += (_, _) => Interlocked.Increment(ref _connections);
        redis.ConfigurationChanged += (_, _) => Interlocked.Increment(ref _connections);
    }

    /// <summary>Changes where what is read may come from another Redis than before.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Puts changes on the board.</summary>
    /// <exception cref="RedisException">Redis did not take them.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task TellAsync(IReadOnlyList<NumberedChange> changes, TimeSpan deadline)
    {
        if (changes.Count > 0)
        {
            await RunAsync(BoardScripts.Tell, Words(changes), deadline);
        }
    }

    /// <summary>How the board stands.</summary>
    /// <exception cref="RedisException">Redis does not say.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<BoardStand> StandAsync()
    {
        var stand = (RedisResult[])(await RunAsync(BoardScripts.Stand, [], _timeout))!;
        return new BoardStand(stand[0].IsNull ? null : Number(stand[0]), (long)stand[1], TimeSpan.FromMilliseconds(Math.Max(0, (long)stand[2])));
    }

    /// <summary>
    /// Vouches that with <paramref name="missing"/> everything stands on the board that was committed when it stood as <paramref name="stand"/>
    /// says; <paramref name="isAnew"/> where what stood on it then is wrong.
    /// </summary>
    /// <exception cref="RedisException">Redis did not take it.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task KeepAsync(BoardStand stand, IReadOnlyList<NumberedChange> missing, bool isAnew) =>
        RunAsync(BoardScripts.Keep, [stand.Now + (long)KeptFor.TotalMilliseconds, isAnew && stand.Last is { } wrong ? wrong : "", .. Words(missing)], _timeout);

    /// <summary>Reads what has changed.</summary>
    /// <param name="since">The version that the reader knows; null for one that knows none.</param>
    /// <param name="deadline">The longest wait.</param>
    /// <exception cref="RedisException">Redis does not say.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<BoardReading> ReadAsync(long? since, TimeSpan deadline)
    {
        var read = (RedisResult[])(await RunAsync(BoardScripts.Read, [since is { } version ? version : "+inf"], deadline))!;
        return read is [var last, var changes]
            ? new BoardReading(Number(last), [.. ((string[])changes!).Select(static change => change[(change.IndexOf(':', StringComparison.Ordinal) + 1)..])])
            : new BoardReading(null, []);
    }

    private static long Number(RedisResult score) => long.Parse((string)score!, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);

    private static RedisValue[] Words(IReadOnlyList<NumberedChange> changes) =>
        [.. changes.SelectMany(static change => new RedisValue[] { change.Number, change.TenantId })];

    private Task<RedisResult> RunAsync(string script, RedisValue[] words, TimeSpan deadline) =>
        _redis.GetDatabase().ScriptEvaluateAsync(script, Keys, words).WaitAsync(deadline, _time);
}
