using Nanobot.Platform.Data;
using Npgsql;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>One transaction on a set of policies.</summary>
internal interface IPolicyTransaction
{
    Task<List<T>> QueryAsync<T>(Sql statement, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken);

    Task<int> ExecuteAsync(Sql statement, CancellationToken cancellationToken);

    /// <summary>Has it told that the set has changed, if and only if the transaction commits.</summary>
    Task TellAsync(long version, CancellationToken cancellationToken);
}
