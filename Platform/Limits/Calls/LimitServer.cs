using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using StackExchange.Redis;

namespace Nanobot.Platform.Limits.Calls;

/// <summary>
/// The count of what is limited, in Redis. Each question has a deadline; once one failed, none is asked for about a second, so that a
/// Redis that hangs holds up hardly anybody.
/// </summary>
internal sealed partial class LimitServer(
    IConnectionMultiplexer redis, IOptions<CallOptions> options, TimeProvider time, Backoff backoff, ILogger<LimitServer> logger)
{
    private static readonly RedisKey Holders = StoreName.OfInstallation(NameKinds.LimitHolders).ToKey();
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _awayUntil;
    private int _isTold;

    /// <summary>Whether no question is asked at the moment.</summary>
    public bool IsAway => time.GetUtcNow().UtcTicks < Volatile.Read(ref _awayUntil);

    // A clock that is moved by hand goes before the server's.
    private RedisValue Now => time == TimeProvider.System ? RedisValue.EmptyString : Microseconds(time.GetUtcNow());

    /// <summary>Asks for calls of a minute.</summary>
    public async Task<LimitAnswer> BucketAsync(LimitScope scope, string holder, LimitQuestion question, long givenBack) =>
        Read(await RunAsync(LimitScripts.Bucket, scope.NameOf("minute"), holder, question, givenBack));

    /// <summary>Asks for calls of a day.</summary>
    public async Task<LimitAnswer> WindowAsync(LimitScope scope, string holder, LimitQuestion question, long taken, CalendarDay day) =>
        Read(await RunAsync(LimitScripts.Window, scope.NameOf("day", day.Start), holder, question,
            taken, Microseconds(day.Start), Microseconds(day.End)));

    /// <summary>Asks for slots.</summary>
    public async Task<LimitAnswer> SlotsAsync(LimitScope scope, string holder, LimitQuestion question, int held) =>
        Read(await RunAsync(LimitScripts.Slots, scope.NameOf("slots"), holder, question, held));

    /// <summary>Says that the process lives; false where it was not known to, so that what it holds counted for nothing.</summary>
    public async Task<bool> LiveAsync(string process) =>
        (int)await EvaluateAsync(LimitScripts.Live, [Holders], [Now, process, (long)Holder.Life.TotalMicroseconds]) == 1;

    private static long Microseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static LimitAnswer Read(RedisResult result)
    {
        var values = (RedisValue[])result!;
        return new((int)values[0], (int)values[1], (long)values[2], TimeSpan.FromMicroseconds((double)values[3]), (int)values[4],
            values.Length > 5 ? DateTimeOffset.UnixEpoch.AddMicroseconds((double)values[5]) : default);
    }

    private Task<RedisResult> RunAsync(string script, StoreName name, string holder, LimitQuestion question, params ReadOnlySpan<RedisValue> more) =>
        EvaluateAsync(script, [name.ToKey(), Holders], [Now, holder, question.Need, question.Extra, question.Least, question.Limit, .. more]);

    private async Task<RedisResult> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] values)
    {
        if (IsAway)
        {
            throw new LimitStoreAwayException();
        }

        try
        {
            var result = await redis.GetDatabase().ScriptEvaluateAsync(script, keys, values).WaitAsync(options.Value.StoreTimeout, time);
            if (Volatile.Read(ref _isTold) != 0 && Interlocked.Exchange(ref _isTold, 0) != 0)
            {
                Log.Back(logger);
            }

            return result;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            if (Interlocked.Exchange(ref _isTold, 1) == 0)
            {
                Log.Away(logger, ExceptionReason.Of(exception));
            }

            Volatile.Write(ref _awayUntil, (time.GetUtcNow() + backoff.After(1, Pause, Pause)).UtcTicks);
            throw new LimitStoreAwayException(exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Redis does not keep count of what is limited, so this process goes by its own small share: {Reason}")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "Redis keeps count of what is limited again")]
        public static partial void Back(ILogger logger);
    }
}
