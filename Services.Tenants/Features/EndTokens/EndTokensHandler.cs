using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.EndTokens;

/// <summary>Ends a user's tokens, with the event in the same transaction.</summary>
internal sealed partial class EndTokensHandler(
    PlatformDb platform, TenantDb db, ChangeLog log, ChangeTeller teller, TimeProvider time, TenantsTelemetry telemetry, ILogger<EndTokensHandler> logger)
{
    // It only ever moves on, whatever the clocks of two processes say.
    private const string Update = """
        update users set tokens_valid_from = greatest(tokens_valid_from, $3)
        where tenant_id = $1 and user_id = $2
        returning tokens_valid_from
        """;

    private static readonly PlatformScope Scope = new("the gateway ends a user's tokens");

    /// <summary>The user from whom they were taken, or null where the tenant has none of that id.</summary>
    public async Task<UserSnapshot?> HandleAsync(string tenantId, string userId, CancellationToken cancellationToken)
    {
        if (!UserId.IsValid(userId) || await platform.FindTenantAsync(Scope, tenantId, cancellationToken) is not { } tenant)
        {
            return null;
        }

        var context = TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch).AsUser(userId);
        var (user, changes) = await db.TransactionAsync(context, transaction => EndAsync(transaction, cancellationToken), cancellationToken);
        if (user is not null)
        {
            telemetry.TokensEnded(tenantId);
            Log.Ended(logger, userId, tenantId, user.TokensValidFrom);
            await teller.SettleAsync(changes, cancellationToken);
        }

        return user;
    }

    private async Task<(UserSnapshot? User, List<NumberedChange> Changes)> EndAsync(TenantTransaction transaction, CancellationToken cancellationToken)
    {
        var (tenantId, userId) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId);
        // Tokens say in whole seconds when they were issued: those of the present one end as well.
        var next = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds() + 1);
        var rows = await transaction.QueryAsync(
            new Sql(Update, tenantId, userId, next), static row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        if (rows is not [var validFrom])
        {
            return (null, []);
        }

        await transaction.PublishAsync(new UserTokensRevoked(userId, validFrom), cancellationToken);
        return (new UserSnapshot(tenantId, userId, validFrom), await log.WriteAsync(transaction, cancellationToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The tokens of user {UserId} of tenant {TenantId} that were issued before {ValidFrom} have ended")]
        public static partial void Ended(ILogger logger, string userId, string tenantId, DateTimeOffset? validFrom);
    }
}
