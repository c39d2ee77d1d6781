using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>The installation's set, which binds every tenant and belongs to none.</summary>
internal sealed class InstallationPolicyDb(PlatformDb db) : IPolicyDb
{
    private static readonly PlatformScope Scope = new("an operator works with the installation's policies");

    public string? TenantId => null;

    public string Path => "/policies";

    public int Priority => PolicyLimits.InstallationPriority;

    public Task<List<StoredRow<T>>> ListAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        db.ListAsync(Scope, statement, [0], map, cancellationToken);

    public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        db.QueryAsync(Scope, statement, map, cancellationToken);

    public Task<T> TransactionAsync<T>(Func<IPolicyTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        db.TransactionAsync(Scope, transaction => work(new Transaction(transaction)), cancellationToken);

    private sealed class Transaction(PlatformTransaction transaction) : IPolicyTransaction
    {
        public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
            transaction.QueryAsync(statement, map, cancellationToken);

        public Task<int> ExecuteAsync(Sql statement, CancellationToken cancellationToken) => transaction.ExecuteAsync(cancellationToken, statement);

        // An event travels in the name of a tenant; this one's is no tenant's id.
        public Task TellAsync(long version, CancellationToken cancellationToken) => transaction.PublishAsync(
            new TenantPoliciesChanged(null, version), TenantContext.ForTenantEvent(Scope, TenantPoliciesChanged.Installation, null, version), cancellationToken);
    }
}
