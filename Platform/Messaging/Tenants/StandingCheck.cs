using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Tenants;

/// <summary>
/// The last look before stored work is done: events tell how tenants stand, but one may be on its way, waiting in an outbox,
/// or held by another process that has not handled it yet. So whoever has claimed work asks the module that decides. What
/// that knows and this one does not is noted at once, for the next claim. Where it does not say, nothing is done.
/// </summary>
public sealed class StandingCheck(ITenantStandings tenants, TenantDb db)
{
    private static readonly PlatformScope Scope = new("a tenant stands otherwise than events have told");

    private volatile bool _isAway;

    /// <summary>
    /// To be called before work is claimed: where the last question was not answered it asks again, so that nothing is claimed
    /// only to be given back.
    /// </summary>
    /// <exception cref="Core.Problems.ModuleUnavailableException">The tenants module does not say how tenants stand.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isAway)
        {
            await AskAsync([], cancellationToken);
        }
    }

    /// <summary>How the tenants of claims stand, which are given by the tenant and the epoch that it was known at when they were made.</summary>
    /// <exception cref="Core.Problems.ModuleUnavailableException">The tenants module does not say how they stand: nothing may be done.</exception>
    public async Task<IReadOnlyDictionary<string, Standing>> CheckAsync(IEnumerable<(string TenantId, long Epoch)> claims, CancellationToken cancellationToken)
    {
        // A tenant's claims are of one moment, and so of one epoch; if not, the earliest counts.
        var epochs = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (tenantId, epoch) in claims)
        {
            epochs[tenantId] = Math.Min(epoch, epochs.GetValueOrDefault(tenantId, epoch));
        }

        var checkedOnes = new Dictionary<string, Standing>(StringComparer.Ordinal);
        if (epochs.Count == 0)
        {
            return checkedOnes;
        }

        var tenantsNow = (await AskAsync(epochs.Keys, cancellationToken)).ToDictionary(static tenant => tenant.TenantId, StringComparer.Ordinal);
        foreach (var (tenantId, epoch) in epochs)
        {
            if (tenantsNow.GetValueOrDefault(tenantId) is not { } tenant)
            {
                checkedOnes[tenantId] = Standing.Unknown;
            }
            else if (MayWork(tenant) && tenant.Epoch <= epoch)
            {
                checkedOnes[tenantId] = Standing.AsClaimed;
            }
            else
            {
                await NoteAsync(tenant, epoch, cancellationToken);
                checkedOnes[tenantId] = Standing.Changed;
            }
        }

        return checkedOnes;
    }

    private static bool MayWork(TenantSnapshot tenant) => tenant.Status == TenantStatus.Active.Value || tenant.Status == TenantStatus.Trial.Value;

    private async Task<IReadOnlyList<TenantSnapshot>> AskAsync(IReadOnlyCollection<string> tenantIds, CancellationToken cancellationToken)
    {
        _isAway = true;
        var answer = await tenants.FindAsync(tenantIds, cancellationToken);
        _isAway = false;
        return answer;
    }

    private Task<int> NoteAsync(TenantSnapshot tenant, long claimedAt, CancellationToken cancellationToken) => db.ExecuteAsync(
        TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch), TenantStates.TakeOver(tenant, claimedAt), cancellationToken);
}
