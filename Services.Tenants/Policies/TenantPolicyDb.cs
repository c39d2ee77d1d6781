using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>A tenant's set, behind the tenant's own wall, whoever works with it.</summary>
internal sealed class TenantPolicyDb(TenantDb db, TenantContext context) : IPolicyDb
{
    public string TenantId => context.RequiredTenantId;

    public string Path => $"/tenants/{TenantId}/policies";

    public int Priority => PolicyLimits.TenantPriority;

    public Task<List<StoredRow<T>>> ListAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        db.ListAsync(context, statement, [0], map, cancellationToken);

    public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
        db.QueryAsync(context, statement, map, cancellationToken);

    public Task<T> TransactionAsync<T>(Func<IPolicyTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        db.TransactionAsync(context, transaction => work(new Transaction(transaction)), cancellationToken);

    private sealed class Transaction(TenantTransaction transaction) : IPolicyTransaction
    {
        public Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken) =>
            transaction.QueryAsync(statement, map, cancellationToken);

        public Task<int> ExecuteAsync(Sql statement, CancellationToken cancellationToken) => transaction.ExecuteAsync(cancellationToken, statement);

        public Task TellAsync(long version, CancellationToken cancellationToken) =>
            transaction.PublishAsync(new TenantPoliciesChanged(transaction.Context.RequiredTenantId, version), cancellationToken);
    }
}
