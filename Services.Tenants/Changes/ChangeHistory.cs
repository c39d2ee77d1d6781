using Nanobot.Contracts.Changes;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Changes;

/// <summary>What has changed, as the database has it: the truth that the board is compared with.</summary>
internal sealed class ChangeHistory(PlatformDb db, TimeProvider time)
{
    /// <summary>The most changes that are told at once; whoever is further behind forgets everything.</summary>
    public const int Most = 1000;

    private const string Select = """
        select counter.n, changed.n, changed.tenant_id
        from nanobot.change_counter counter
        left join lateral (select n, tenant_id from tenant_changes where n > $1 and n <= counter.n order by n desc limit $2) changed on true
        order by changed.n
        """;

    private const string Trim = "delete from tenant_changes where n = any (array(select n from tenant_changes order by n limit $2)) and at < $1";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly PlatformScope Scope = new("what gateways must know of");

    /// <summary>The version as of now, and the changes behind <paramref name="since"/>, the latest <see cref="Most"/> of them.</summary>
    public async Task<(long Version, List<NumberedChange> Changes)> ReadAsync(long since, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(Scope, new Sql(Select, since, Most), static row => (
            Version: row.GetInt64(0), Change: row.IsDBNull(1) ? default(NumberedChange?) : new NumberedChange(row.GetInt64(1), row.GetString(2))), cancellationToken);
        return (rows[0].Version, [.. rows.Select(static row => row.Change).OfType<NumberedChange>()]);
    }

    /// <summary>The same for a gateway that knows of all up to <paramref name="since"/>; null for one that knows of nothing.</summary>
    public async Task<ChangesSince> SinceAsync(long? since, CancellationToken cancellationToken)
    {
        var (version, changes) = await ReadAsync(since ?? long.MaxValue, cancellationToken);
        return new ChangesSince(version, since is null || version - since == changes.Count, [.. changes.Select(static change => change.TenantId).Distinct()]);
    }

    /// <summary>Removes what nobody can be behind any more; how many.</summary>
    public Task<int> TrimAsync(CancellationToken cancellationToken) => db.ExecuteAsync(Scope, new Sql(Trim, time.GetUtcNow() - Kept, Most), cancellationToken);
}
