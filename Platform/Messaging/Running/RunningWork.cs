using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Running;

/// <summary>
/// What this process is doing in the name of tenants, so that it ends within moments when one of them may not be used any more.
/// What begins later with a context that was minted before ends at once.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class RunningWork(TimeProvider time)
{
    private const int MostStops = 10_000;

    // Longer than any context lives that a request comes with.
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<TenantWork>> _running = new(StringComparer.Ordinal);
    private readonly ExpiringCache<string, (TenantStatus Status, long Epoch)> _stops = new(MostStops, time);

    /// <summary>Says that work begins for the tenant of <paramref name="context"/>; disposing of what it returns says that it has ended.</summary>
    public TenantWork Begin(TenantContext context)
    {
        var work = new TenantWork(this, context.RequiredTenantId, context.Epoch);
        (TenantStatus Status, long Epoch) stopped;
        lock (_gate)
        {
            if (!_stops.TryGet(work.TenantId, out stopped) || work.Epoch >= stopped.Epoch)
            {
                if (!_running.TryGetValue(work.TenantId, out var works))
                {
                    _running[work.TenantId] = works = [];
                }

                works.Add(work);
                return work;
            }
        }

        work.Stop(stopped.Status);
        return work;
    }

    /// <summary>Ends what runs for a tenant with contexts of before <paramref name="epoch"/>, since which it stands at <paramref name="status"/>.</summary>
    internal void Stop(string tenantId, TenantStatus status, long epoch)
    {
        List<TenantWork> ended;
        lock (_gate)
        {
            if (!_stops.TryGet(tenantId, out var known) || known.Epoch < epoch)
            {
                _stops.Set(tenantId, (status, epoch), time.GetUtcNow() + KnownFor);
            }

            ended = _running.TryGetValue(tenantId, out var works) ? works.FindAll(work => work.Epoch < epoch) : [];
        }

        ended.ForEach(work => work.Stop(status));
    }

    /// <summary>The tenants for which something runs.</summary>
    internal IReadOnlyCollection<string> Tenants()
    {
        lock (_gate)
        {
            return [.. _running.Keys];
        }
    }

    internal void End(TenantWork work)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(work.TenantId, out var works) && works.Remove(work) && works.Count == 0)
            {
                _running.Remove(work.TenantId);
            }
        }
    }
}
