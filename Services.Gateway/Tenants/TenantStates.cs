using Microsoft.Extensions.Options;
using Nanobot.Contracts.Credentials;
using Nanobot.Services.Gateway.Authentication;
using Nanobot.Services.Gateway.Authentication.Caching;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>What the gateway knows of tenants, by id: one place to drop a tenant from when it changes.</summary>
internal sealed class TenantStates(TenantsDirectory directory, GatewayMetrics metrics, IOptions<AuthenticationOptions> options, TimeProvider time)
{
    private readonly ExpiringCache<string, TenantSnapshot> _known = new(options.Value.CacheCapacity, time);
    private readonly ExpiringCache<string, bool> _unknown = new(options.Value.CacheCapacity, time);
    private readonly ExpiringCache<string, (string Status, long Epoch)> _changes = new(options.Value.CacheCapacity, time);
    private readonly SingleFlight<string, TenantSnapshot?> _lookups = new(TenantsDirectory.Deadline, time);

    /// <summary>The tenant's state, or null where there is no such tenant.</summary>
    public ValueTask<TenantSnapshot?> FindAsync(string tenantId, CancellationToken cancellationToken)
    {
        if (_known.TryGet(tenantId, out var tenant))
        {
            return ValueTask.FromResult<TenantSnapshot?>(tenant);
        }

        return _unknown.TryGet(tenantId, out _)
            ? ValueTask.FromResult<TenantSnapshot?>(null)
            : new ValueTask<TenantSnapshot?>(_lookups.RunAsync(tenantId, token => LookUpAsync(tenantId, token), cancellationToken));
    }

    /// <summary>Takes over a state that came along with another answer.</summary>
    public void Remember(TenantSnapshot tenant) => Keep(tenant);

    /// <summary>
    /// Takes over a change. Remembered apart as well, for as long as a look-up that began before it may take: its answer is
    /// older than the change.
    /// </summary>
    public void Change(string tenantId, string status, long epoch)
    {
        if (_changes.TryGet(tenantId, out var last) && last.Epoch >= epoch)
        {
            return;
        }

        _changes.Set(tenantId, (status, epoch), time.GetUtcNow() + options.Value.KnownFor + TenantsDirectory.Deadline);
        if (_known.TryGet(tenantId, out var known))
        {
            Keep(known);
        }
    }

    private TenantSnapshot Keep(TenantSnapshot tenant)
    {
        while (true)
        {
            _known.Set(tenant.TenantId, tenant, time.GetUtcNow() + options.Value.KnownFor);
            // Looked at after it is kept: a change that comes in between finds it and changes it.
            if (!_changes.TryGet(tenant.TenantId, out var change) || change.Epoch <= tenant.Epoch)
            {
                return tenant;
            }

            tenant = tenant with { Status = change.Status, Epoch = change.Epoch };
        }
    }

    private async Task<TenantSnapshot?> LookUpAsync(string tenantId, CancellationToken cancellationToken)
    {
        // Whoever missed the cache just before the last look-up ended must not start another.
        if (_known.TryGet(tenantId, out var known))
        {
            return known;
        }

        var tenant = await directory.FindTenantAsync(tenantId, cancellationToken);
        metrics.LookedUp("tenant", tenant is not null);
        if (tenant is null)
        {
            _unknown.Set(tenantId, true, time.GetUtcNow() + options.Value.UnknownFor);
            return null;
        }

        return Keep(tenant);
    }
}
