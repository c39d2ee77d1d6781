using System.Collections.Concurrent;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// The requests that this process has let in and that may run for long, so that none of a tenant that may not be used any more goes
/// on. Modules end their work themselves and say why; what has not ended after a grace is cut off here.
/// </summary>
internal sealed partial class RunningRequests(TimeProvider time, ILogger<RunningRequests> logger)
{
    /// <summary>What modules have to end by themselves, of the two seconds within which nothing of the tenant runs any more.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentDictionary<RunningRequest, byte> _running = new();

    /// <summary>How many run.</summary>
    public int Count => _running.Count;

    /// <summary>Says that a request runs that was let in while its tenant stood at <paramref name="epoch"/>.</summary>
    public RunningRequest Begin(HttpContext http, string tenantId, long epoch)
    {
        var request = new RunningRequest(http, tenantId, epoch);
        _running[request] = 0;
        return request;
    }

    /// <summary>Says that it has ended.</summary>
    public void End(RunningRequest request)
    {
        request.End();
        _running.TryRemove(request, out _);
    }

    /// <summary>Cuts off, after the grace, what was let in before the tenant's <paramref name="epoch"/>.</summary>
    public void Stop(string tenantId, long epoch)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            timer?.Dispose();
            CutOff(tenantId, epoch);
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(Grace, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The tenants for which requests run, each once.</summary>
    public IReadOnlyCollection<string> Tenants()
    {
        var tenants = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (request, _) in _running)
        {
            tenants.Add(request.TenantId);
        }

        return tenants;
    }

    /// <summary>Cuts off, now, what was let in before the tenant's <paramref name="epoch"/>.</summary>
    public void CutOff(string tenantId, long epoch)
    {
        var count = _running.Count(entry => entry.Key.IsOf(tenantId, epoch) && entry.Key.CutOff());
        if (count > 0)
        {
            Log.CutOff(logger, count, tenantId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Cut off {Count} requests of the tenant {TenantId}, which may not be used any more")]
        public static partial void CutOff(ILogger logger, int count, string tenantId);
    }
}
