using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>
/// The rows of one set of policies, and nobody else's: a tenant's behind the tenant's own wall, whoever works with it, or the installation's, which binds
/// every tenant and belongs to none.
/// </summary>
/// <param name="tenants">The database as tenants see it.</param>
/// <param name="platform">The same across tenants.</param>
/// <param name="context">In whose name; null for the installation's set.</param>
internal sealed class PolicyDb(TenantDb tenants, PlatformDb platform, TenantContext? context)
{
    internal static readonly PlatformScope Scope = new("an operator works with the installation's policies");

    /// <summary>In whose name it is worked with; null for the installation's.</summary>
    public TenantContext? Context => context;

    /// <summary>Whose set it is; null for the installation's.</summary>
    public string? TenantId => context?.RequiredTenantId;

    /// <summary>Where its policies are, as paths write it.</summary>
    public string Path => context is null ? "/policies" : $"/tenants/{TenantId}/policies";

    /// <summary>Furthest that a priority of the set is from 0.</summary>
    public int Priority => context is null ? PolicyLimits.InstallationPriority : PolicyLimits.TenantPriority;

    public Task<List<StoredRow<T>>> ListAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) => context is null
        ? platform.ListAsync(Scope, statement, [0], map, cancellationToken)
        : tenants.ListAsync(context, statement, [0], map, cancellationToken);

    public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) => context is null
        ? platform.QueryAsync(Scope, statement, map, cancellationToken)
        : tenants.QueryAsync(context, statement, map, cancellationToken);

    public Task<T> TransactionAsync<T>(Func<PolicyTransaction, Task<T>> work, CancellationToken cancellationToken) => context is null
        ? platform.TransactionAsync(Scope, transaction => work(new PolicyTransaction(null, transaction)), cancellationToken)
        : tenants.TransactionAsync(context, transaction => work(new PolicyTransaction(transaction, null)), cancellationToken);
}
