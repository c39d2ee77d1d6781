using System.Globalization;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Firing;
using Npgsql;

namespace Nanobot.Services.Scheduler.Operating;

/// <summary>
/// Says whether jobs fire, to all processes at once: claims read it in their own statements, and hold it for as long as they do. So whoever says otherwise
/// has the batches that run end first, and once it is answered nothing fires by what was said before.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="patience">How long batches that run are waited for; 12 seconds, which is longer than one that sleeps is let.</param>
internal sealed class FiringSwitch(PlatformDb db, TimeSpan? patience = null)
{
    /// <summary>What a row holds, for <see cref="Map"/>.</summary>
    public const string Columns = "state, since, set_by, reason, case when state = 'draining' then fires_until end";

    /// <summary>How many columns these are.</summary>
    public const int Count = 5;

    private const string Patience = "select set_config('lock_timeout', $1, true)";

    private const string Say = $"""
        update firing set state = $1, since = case when state = $1 and $1 <> '{FiringState.Draining}' then since else $2 end, set_by = $3::text, reason = $4::text,
            fires_until = case $1 when '{FiringState.Running}' then 'infinity' when '{FiringState.Paused}' then '-infinity' else $2 end
        returning {Columns}
        """;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(12);

    private static readonly PlatformScope Scope = new("operators say whether jobs fire");

    /// <summary>Says it. Null where batches that run did not end in time: then it is as before.</summary>
    public async Task<FiringStateResource?> SayAsync(string state, string? by, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await db.TransactionAsync(Scope, async transaction =>
            {
                var said = new SqlRows<FiringStateResource>(new Sql(Say, state, now, by, reason), Map);
                var wait = new SqlRows<string>(new Sql(Patience, string.Create(CultureInfo.InvariantCulture, $"{(patience ?? Longest).TotalMilliseconds:0}ms")), static row => row.GetString(0));
                await transaction.BatchAsync([wait, new SqlRows<int>(Locks.Of(LockName.OfInstallation(LockKinds.Firing)), static _ => 0), said], cancellationToken);
                return said.Rows.Single();
            }, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return null;
        }
    }

    /// <summary>What a row of <see cref="Columns"/> says.</summary>
    public static FiringStateResource Map(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), Text(row, 2), Text(row, 3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
