using Microsoft.Extensions.Logging;

namespace Nanobot.Platform.Core.Work;

/// <summary>
/// Keeps a lease that was just taken: renews it each third of its length, says when it is lost, and releases it at the end. It
/// counts as lost as soon as somebody else may have it, whether the store said so or could not be asked for that long.
/// </summary>
public sealed partial class LeaseKeeper : IAsyncDisposable
{
    private static readonly TimeSpan ReleaseDeadline = TimeSpan.FromSeconds(5);

    private readonly ILease _lease;
    private readonly string _name;
    private readonly TimeSpan _length;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _keeping;

    /// <param name="lease">The lease.</param>
    /// <param name="name">What is held, as the log says it: the lease of "report 7".</param>
    /// <param name="length">For how long it was taken, and is renewed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Whose lines they are.</param>
    public LeaseKeeper(ILease lease, string name, TimeSpan length, TimeProvider time, ILogger logger)
    {
        _lease = lease;
        _name = name;
        _length = length;
        _time = time;
        _logger = logger;
        Lost = _lost.Token;
        _keeping = KeepAsync(time.GetUtcNow() + length);
    }

    /// <summary>Cancelled when the lease is lost.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Ends the renewing and releases the lease; where that fails, it runs out by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _keeping;
        using var deadline = new CancellationTokenSource(ReleaseDeadline, _time);
        try
        {
            await _lease.ReleaseAsync(deadline.Token).WaitAsync(deadline.Token);
        }
        catch (Exception exception)
        {
            Log.NotReleased(_logger, exception, _name);
        }

        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task KeepAsync(DateTimeOffset until)
    {
        try
        {
            while (until - _time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest < _length / 3 ? rest : _length / 3, _time, _ended.Token);
                var from = _time.GetUtcNow();
                if (from >= until)
                {
                    break;
                }

                if (await TryRenewAsync(until - from) is not { } held)
                {
                    continue;
                }

                if (!held)
                {
                    break;
                }

                until = from + _length;
            }

            Log.Lost(_logger, _name);
            await _lost.CancelAsync();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The work has ended.
        }
    }

    /// <summary>Whether the lease is still held; null where the store could not say so within what is left of it.</summary>
    private async Task<bool?> TryRenewAsync(TimeSpan rest)
    {
        using var deadline = new CancellationTokenSource(rest, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _ended.Token);
        try
        {
            return await _lease.RenewAsync(linked.Token).WaitAsync(linked.Token);
        }
        catch (Exception exception) when (!_ended.IsCancellationRequested)
        {
            // The store may be back before the lease ends.
            Log.NotRenewed(_logger, exception, _name);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The lease of {Name} was not renewed")]
        public static partial void NotRenewed(ILogger logger, Exception exception, string name);

        [LoggerMessage(LogLevel.Warning, "The lease of {Name} is lost: somebody else may have it")]
        public static partial void Lost(ILogger logger, string name);

        [LoggerMessage(LogLevel.Warning, "The lease of {Name} was not released; it runs out")]
        public static partial void NotReleased(ILogger logger, Exception exception, string name);
    }
}
