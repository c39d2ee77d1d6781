using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Caching;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>What the gateway knows of tenants, by id: one place to change a tenant in when it changes.</summary>
internal sealed class TenantStates
{
    private static readonly string Deleted = TenantStatus.Deleted.Value;
    private readonly LookupMemory _memory;
    private readonly RememberedAnswers<string, TenantSnapshot> _known;
    private readonly ExpiringCache<string, TenantChange> _changes;

    public TenantStates(TenantsDirectory directory, LookupMemory memory)
    {
        _memory = memory;
        _changes = new(memory.Options.CacheCapacity, memory.Time);
        _known = new("tenant", memory, directory.FindTenantAsync) { TenantOf = static tenant => tenant.TenantId, Amend = Amend };
    }

    /// <summary>The state of a tenant that a verified credential names, or null where there is no such tenant, or none any more.</summary>
    public async ValueTask<TenantSnapshot?> FindAsync(string tenantId, LookupOrigin origin, CancellationToken cancellationToken) =>
        await _known.FindAsync(tenantId, origin, isVouched: true, cancellationToken) is { } tenant && tenant.Status != Deleted ? tenant : null;

    /// <summary>Takes over a state that came along with another answer.</summary>
    public void Remember(TenantSnapshot tenant, Asked asked) => _known.Learn(tenant.TenantId, tenant, asked);

    /// <summary>
    /// Takes over a change. Remembered apart as well, for as long as a look-up that began before it may take: its answer is
    /// older than the change.
    /// </summary>
    public void Change(string tenantId, TenantChange change)
    {
        if (_changes.TryGet(tenantId, out var last) && last.Epoch >= change.Epoch)
        {
            return;
        }

        _changes.Set(tenantId, change with { Tier = change.Tier ?? last?.Tier }, _memory.Now + _memory.Options.ComparedFor + TenantsDirectory.Deadline);
        _known.Reconsider(tenantId);
    }

    private TenantSnapshot Amend(TenantSnapshot tenant) => _changes.TryGet(tenant.TenantId, out var change) && change.Epoch > tenant.Epoch
        ? change.ApplyTo(tenant)
        : tenant;
}
