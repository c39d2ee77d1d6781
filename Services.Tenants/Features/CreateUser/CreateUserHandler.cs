using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.CreateUser;

/// <summary>Enters a user once, with its event in the same transaction.</summary>
internal sealed partial class CreateUserHandler(
    TenantDb db, TimeProvider time, TenantsTelemetry telemetry, ILogger<CreateUserHandler> logger)
{
    private const string SelectTimeZone = $"select time_zone from tenants where tenant_id = $1 and {TenantLookup.IsThere}";

    // The digest is taken of jsonb's text, in which the order of members and the blanks between them do not differ.
    private const string Insert = $"""
        insert into users (tenant_id, user_id, watchlist, preferences, custom_data, creation_digest, revision, created_at, updated_at)
        values ($1, $2, $3::jsonb, $4::jsonb, $5::jsonb, sha256(convert_to($6::jsonb::text, 'UTF8')), 1, $7, $7)
        on conflict (tenant_id, user_id) do nothing
        returning {UserRow.Columns}
        """;

    private const string SelectSame = $"""
        select {UserRow.Columns}
        from users
        where tenant_id = $1 and user_id = $2 and creation_digest = sha256(convert_to($3::jsonb::text, 'UTF8'))
        """;

    /// <summary>The user, and whether it is new; or the refusal where there is another one of that id, or no tenant.</summary>
    public async Task<(UserRow? User, bool IsNew, Refusal? Refusal)> HandleAsync(
        TenantContext administrator, NewUser user, CancellationToken cancellationToken)
    {
        // As the new user: the transaction reaches this one row, and those who hear of it work for that user.
        var outcome = await db.TransactionAsync(
            administrator.AsUser(user.Id.Value), transaction => InsertAsync(transaction, user, cancellationToken), cancellationToken);
        if (outcome.IsNew)
        {
            telemetry.UserCreated(administrator.RequiredTenantId);
            Log.Created(logger, user.Id.Value);
        }

        return outcome;
    }

    private async Task<(UserRow? User, bool IsNew, Refusal? Refusal)> InsertAsync(
        TenantTransaction transaction, NewUser user, CancellationToken cancellationToken)
    {
        var tenantId = transaction.Context.RequiredTenantId;
        var timeZone = await transaction.QuerySingleAsync(new Sql(SelectTimeZone, tenantId), row => row.GetString(0), cancellationToken);
        if (timeZone is null)
        {
            return (null, false, TenantRefusals.NotFound);
        }

        var preferences = user.Preferences.ToPreferences(timeZone);
        var insert = new Sql(Insert, tenantId, user.Id.Value, StoredJson.Write(user.Watchlist.ToWatchlist()), StoredJson.Write(preferences),
            user.CustomData, user.InitialData, time.GetUtcNow());
        if (await transaction.QuerySingleAsync(insert, UserRow.Read, cancellationToken) is { } created)
        {
            AuditedWork.Name(user.Id.Value);
            await transaction.PublishAsync(
                new UserCreated(user.Id.Value, preferences.Language, preferences.TimeZone), cancellationToken);
            await (user.Preferences.AsksForReports ? transaction.PublishAsync(new UserConfigUpdated(user.Id.Value, created.Revision, true), cancellationToken) : Task.CompletedTask);
            return (created, true, null);
        }

        var same = await transaction.QuerySingleAsync(
            new Sql(SelectSame, tenantId, user.Id.Value, user.InitialData), UserRow.Read, cancellationToken);
        return (same, false, same is null ? UserRefusals.Exists : null);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "User {UserId} created")]
        public static partial void Created(ILogger logger, string userId);
    }
}
