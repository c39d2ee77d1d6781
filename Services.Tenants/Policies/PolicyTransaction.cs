using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>One transaction on a set of policies.</summary>
/// <param name="tenants">On a tenant's; null on the installation's.</param>
/// <param name="platform">On the installation's; null on a tenant's.</param>
internal sealed class PolicyTransaction(TenantTransaction? tenants, PlatformTransaction? platform)
{
    public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        tenants is null ? platform!.QueryAsync(statement, map, cancellationToken) : tenants.QueryAsync(statement, map, cancellationToken);

    public Task<int> ExecuteAsync(Sql statement, CancellationToken cancellationToken) =>
        tenants is null ? platform!.ExecuteAsync(cancellationToken, statement) : tenants.ExecuteAsync(cancellationToken, statement);

    /// <summary>Has it told that the set has changed, if and only if the transaction commits.</summary>
    public Task TellAsync(long version, CancellationToken cancellationToken) => tenants is null
        // An event travels in the name of a tenant; this one's is no tenant's id.
        ? platform!.PublishAsync(new TenantPoliciesChanged(null, version),
            TenantContext.ForTenantEvent(PolicyDb.Scope, TenantPoliciesChanged.Installation, null, version), cancellationToken)
        : tenants.PublishAsync(new TenantPoliciesChanged(tenants.Context.RequiredTenantId, version), cancellationToken);
}
