using Nanobot.Contracts.Values;

namespace Nanobot.Platform.Messaging.Running;

/// <summary>One piece of work in the name of a tenant, from its beginning until it is disposed of.</summary>
public sealed class TenantWork : IDisposable
{
    private readonly RunningWork _running;
    private readonly CancellationTokenSource _stop = new();

    internal TenantWork(RunningWork running, string tenantId, long epoch) => (_running, TenantId, Epoch) = (running, tenantId, epoch);

    /// <summary>Cancelled once the tenant may not be used any more.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>What the tenant is since then; null before.</summary>
    public TenantStatus? StoppedAs { get; private set; }

    internal string TenantId { get; }

    internal long Epoch { get; }

    /// <summary>Says that the work has ended.</summary>
    public void Dispose()
    {
        _running.End(this);
        lock (_stop)
        {
            _stop.Dispose();
        }
    }

    // Whoever says so does not wait for what the work does then; it may be over already.
    internal void Stop(TenantStatus status)
    {
        lock (_stop)
        {
            StoppedAs ??= status;
            try
            {
                _ = _stop.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
            }
        }
    }
}
