using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Users;

/// <summary>
/// Changes a user's configuration: read under a lock, changed, written with the next revision and its event in one
/// transaction, so that updates at the same time lose nothing. What changes nothing writes nothing, and publishes nothing unless it says when reports are wanted.
/// </summary>
internal sealed partial class UserConfiguration(
    TenantDb db, TimeProvider time, TenantsTelemetry telemetry, ILogger<UserConfiguration> logger)
{
    private const string Lock = $"select {UserRow.Columns} from users where tenant_id = $1 and user_id = $2 for update";

    private const string Update = $"""
        update users
        set watchlist = $3::jsonb, preferences = $4::jsonb, revision = revision + 1, updated_at = $5
        where tenant_id = $1 and user_id = $2
        returning {UserRow.Columns}
        """;

    /// <summary>The user after <paramref name="change"/>, or null where the context's user does not exist.</summary>
    /// <param name="context">Whose it is.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="asksForReports">Whether it says how often or when reports are wanted: that is told even where it is as before, since nobody has asked for the defaults.</param>
    public async Task<UserRow?> ChangeAsync(TenantContext context, Func<UserRow, UserRow> change, CancellationToken cancellationToken, bool asksForReports = false)
    {
        var (user, changed) = await db.TransactionAsync(context,
            transaction => ChangeAsync(transaction, change, asksForReports, cancellationToken), cancellationToken);
        if (changed)
        {
            telemetry.ConfigUpdated(context.RequiredTenantId);
            Log.Changed(logger, context.RequiredUserId, user!.Revision);
        }

        return user;
    }

    private async Task<(UserRow? User, bool Changed)> ChangeAsync(
        TenantTransaction transaction, Func<UserRow, UserRow> change, bool asksForReports, CancellationToken cancellationToken)
    {
        var (tenantId, userId) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId);
        var current = await transaction.QuerySingleAsync(new Sql(Lock, tenantId, userId), UserRow.Read, cancellationToken);
        if (current is null)
        {
            return (null, false);
        }

        var wanted = change(current);
        var (watchlist, preferences) = (StoredJson.Write(wanted.Watchlist), StoredJson.Write(wanted.Preferences));
        if (watchlist == StoredJson.Write(current.Watchlist) && preferences == StoredJson.Write(current.Preferences))
        {
            await (asksForReports ? transaction.PublishAsync(new UserConfigUpdated(userId, current.Revision, true), cancellationToken) : Task.CompletedTask);
            return (current, false);
        }

        var updated = await transaction.QuerySingleAsync(
            new Sql(Update, tenantId, userId, watchlist, preferences, time.GetUtcNow()), UserRow.Read, cancellationToken);
        await transaction.PublishAsync(new UserConfigUpdated(userId, updated!.Revision, asksForReports), cancellationToken);
        return (updated, true);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Configuration of user {UserId} is at revision {Revision}")]
        public static partial void Changed(ILogger logger, string userId, long revision);
    }
}
