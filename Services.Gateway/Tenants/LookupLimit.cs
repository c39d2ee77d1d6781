using System.Threading.RateLimiting;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// At most 64 questions to the tenants module are under way and 1,024 wait: a flood of made-up keys is refused here and
/// does not become a flood there.
/// </summary>
internal sealed class LookupLimit : IDisposable
{
    private const int Concurrent = 64;
    private const int Waiting = 1024;

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Concurrent,
        QueueLimit = Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a turn; the lease says whether there was one.</summary>
    public ValueTask<RateLimitLease> AcquireAsync(CancellationToken cancellationToken) => _limiter.AcquireAsync(1, cancellationToken);

    public void Dispose() => _limiter.Dispose();
}
