using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>Renews a lease while its turn runs, says when it is lost, and frees the session at the end.</summary>
internal sealed partial class LeaseKeeper : IAsyncDisposable
{
    private static readonly TimeSpan ReleaseDeadline = TimeSpan.FromSeconds(5);
    private readonly SessionLeases _leases;
    private readonly TenantContext _context;
    private readonly Lease _lease;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewing;

    public LeaseKeeper(SessionLeases leases, TenantContext context, Lease lease, TimeSpan duration, TimeProvider time, ILogger logger)
    {
        _leases = leases;
        _context = context;
        _lease = lease;
        _duration = duration;
        _time = time;
        _logger = logger;
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when the session is no longer this turn's.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        using var deadline = new CancellationTokenSource(ReleaseDeadline, _time);
        try
        {
            await _leases.ReleaseAsync(_context, _lease, deadline.Token);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            // The lease runs out by itself.
            Log.NotReleased(_logger, exception, _lease.SessionId);
        }

        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        var until = _time.GetUtcNow() + _duration;
        while (true)
        {
            try
            {
                await Task.Delay(_duration / 3, _time, _ended.Token);
                var from = _time.GetUtcNow();
                if (!await _leases.RenewAsync(_context, _lease, _duration, _ended.Token))
                {
                    await _lost.CancelAsync();
                    return;
                }

                until = from + _duration;
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException exception)
            {
                Log.NotRenewed(_logger, exception, _lease.SessionId);
                if (_time.GetUtcNow() >= until)
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The lease of session {SessionId} was not renewed")]
        public static partial void NotRenewed(ILogger logger, Exception exception, Guid sessionId);

        [LoggerMessage(LogLevel.Warning, "The lease of session {SessionId} was not released; it runs out")]
        public static partial void NotReleased(ILogger logger, Exception exception, Guid sessionId);
    }
}
