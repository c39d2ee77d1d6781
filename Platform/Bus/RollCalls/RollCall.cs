using System.Collections.Concurrent;
using System.Globalization;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Work;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.RollCalls;

/// <summary>
/// Calls on every process that listens to a name, and waits until each has done what it stands for. Who listens only Redis has to know: it says how
/// many have heard the call, so that nobody keeps a list, and a process that has ended is waited for by nobody.
/// </summary>
public sealed class RollCall
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IConnectionMultiplexer _redis;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;
    private readonly RedisChannel _called;
    private readonly StoreName _answers;
    private readonly ConcurrentDictionary<long, RunningCall> _calls = new();
    private long _last;
    private long _againAt = long.MinValue;

    internal RollCall(string name, IConnectionMultiplexer redis, Backoff backoff, TimeProvider time)
    {
        (_redis, _backoff, _time) = (redis, backoff, time);
        _called = RollCallChannels.Of(redis, name);
        _answers = RollCallChannels.AnswersOf(redis, name, Guid.CreateVersion7(time.GetUtcNow()));
    }

    /// <summary>Calls, and waits for the answers.</summary>
    /// <param name="longest">The longest wait for all of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RollCallOutcome> CallAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        // A Redis that hangs must not hold up each call.
        if (_time.GetTimestamp() < Volatile.Read(ref _againAt))
        {
            return RollCallOutcome.Uncalled;
        }

        using var deadline = new CancellationTokenSource(longest, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var number = Interlocked.Increment(ref _last);
        var call = _calls[number] = new RunningCall();
        try
        {
            var subscriber = _redis.GetSubscriber();
            await ListenAsync(subscriber, linked.Token);
            var heard = await subscriber.PublishAsync(_called, RollCallChannels.Asked(number, _answers)).WaitAsync(linked.Token);
            call.Expect((int)heard);
            await call.Ended.WaitAsync(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && call.IsHeard)
        {
            // Some were silent: the outcome says so.
        }
        catch (Exception exception) when (exception is RedisException or ObjectDisposedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Volatile.Write(ref _againAt, _time.GetTimestamp() + (long)(_backoff.After(1, Pause, Pause).TotalSeconds * _time.TimestampFrequency));
        }
        finally
        {
            _calls.TryRemove(number, out _);
        }

        return call.Outcome;
    }

    // Again and again: it costs nothing where it stands, and a connection that was made anew may have lost it.
    private async Task ListenAsync(ISubscriber subscriber, CancellationToken cancellationToken)
    {
        var channel = _answers.ToChannel();
        if (!RollCallChannels.IsHeard(subscriber, channel))
        {
            await subscriber.UnsubscribeAsync(channel).WaitAsync(cancellationToken);
            await subscriber.SubscribeAsync(channel, Hear).WaitAsync(cancellationToken);
        }
    }

    private void Hear(RedisChannel channel, RedisValue message)
    {
        if (((string?)message)?.Split(RollCallChannels.Separator) is [var number, var listener, var done]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var of) && _calls.TryGetValue(of, out var call))
        {
            call.Answer(listener, done == RollCallChannels.Done);
        }
    }
}
