using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Npgsql;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>The rows of one set of policies, and nobody else's.</summary>
internal interface IPolicyDb
{
    /// <summary>Whose set it is; null for the installation's.</summary>
    string? TenantId { get; }

    /// <summary>Where its policies are, as paths write it.</summary>
    string Path { get; }

    /// <summary>Furthest that a priority of the set is from 0.</summary>
    int Priority { get; }

    Task<List<StoredRow<T>>> ListAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken);

    Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken);

    Task<T> TransactionAsync<T>(Func<IPolicyTransaction, Task<T>> work, CancellationToken cancellationToken);
}
