using Nanobot.Contracts.Events;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Quotas;
using Nanobot.Services.Tenants.Raises;
using Nanobot.Services.Tenants.Users;
using Npgsql;

namespace Nanobot.Services.Tenants.Features.RequestRaise;

/// <summary>Notes a request for a raise, as long as its asker has not too many that are open, and what it asks for would be a raise.</summary>
internal sealed class RequestRaiseHandler(TenantDb db, TierTable tiers, TimeProvider time)
{
    private const string OwningTenant = "limit_requests_tenant";
    private const string AskingUser = "limit_requests_user";

    // Those whose end has come undecided ask for nothing any more.
    private const string DropLapsed = "delete from limit_requests where tenant_id = $1 and user_id is not distinct from $2::text and status = 'pending' and until_at <= $3";

    private const string CountOpen = "select count(*) from limit_requests where tenant_id = $1 and user_id is not distinct from $2::text and status = 'pending'";

    private const string SelectTenant = $"select {TenantQuotas.Columns} from tenants where tenant_id = $1 and status <> 'deleted'";

    private const string SelectUser = "select own_quotas, raised_quotas from users where tenant_id = $1 and user_id = $2";

    private const string Insert = $"""
        insert into limit_requests (request_id, tenant_id, user_id, scope, quota, amount, reason, for_seconds, until_at, status, created_at)
        values ($1, $2, $3::text, $4, $5, $6, $7, $8::integer, $9::timestamptz, 'pending', $10)
        returning {RaiseRequestRow.Columns}
        """;

    /// <summary>The request; or why it is not taken.</summary>
    public async Task<(RaiseRequestRow? Row, Refusal? Refusal)> HandleAsync(TenantContext asker, NewRaiseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await db.TransactionAsync(asker, transaction => InsertAsync(transaction, request, cancellationToken), cancellationToken);
        }
        catch (PostgresException missing) when (missing is { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: OwningTenant or AskingUser })
        {
            return (null, missing.ConstraintName == OwningTenant ? TenantRefusals.NotFound : UserRefusals.NotFound);
        }
    }

    private async Task<(RaiseRequestRow? Row, Refusal? Refusal)> InsertAsync(TenantTransaction transaction, NewRaiseRequest request, CancellationToken cancellationToken)
    {
        var (tenant, user, now) = (transaction.Context.RequiredTenantId, transaction.Context.UserId, time.GetUtcNow());
        // Of two requests of one asker the second counts the first.
        await transaction.ExecuteAsync(cancellationToken, Locks.Of(LockName.OfTenant(LockKinds.RaiseRequests, tenant, user ?? "")), new Sql(DropLapsed, tenant, user, now));
        if (await transaction.QuerySingleAsync(new Sql(CountOpen, tenant, user), static row => row.GetInt64(0), cancellationToken) >= RaiseLimits.Open)
        {
            return (null, RaiseRefusals.TooManyOpen);
        }

        if (await WithoutEffectAsync(transaction, request, now, cancellationToken) is { } idle)
        {
            return (null, idle);
        }

        var insert = new Sql(Insert, Guid.CreateVersion7(now), tenant, user, request.Scope, request.Quota.Value, request.Amount, request.Reason,
            request.ForSeconds, request.Until, now);
        var row = await transaction.QuerySingleAsync(insert, RaiseRequestRow.Read, cancellationToken);
        await transaction.PublishAsync(new LimitRaiseRequested(row!.RequestId, row.Scope, row.Quota, row.Amount), cancellationToken);
        return (row, null);
    }

    // Of a user or a tenant that is not there the insert says so.
    private async Task<Refusal?> WithoutEffectAsync(TenantTransaction transaction, NewRaiseRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (tenantId, userId) = (transaction.Context.RequiredTenantId, transaction.Context.UserId);
        var user = request.Scope == RaiseScope.User
            ? await transaction.QuerySingleAsync(new Sql(SelectUser, tenantId, userId), QuotaBook.ReadUser, cancellationToken) : null;
        if ((request.Scope == RaiseScope.User && user is null)
            || await transaction.QuerySingleAsync(new Sql(SelectTenant, tenantId), TenantQuotas.Read, cancellationToken) is not { } tenant)
        {
            return null;
        }

        var raise = new QuotaGrant(request.Quota.Value, request.Amount, request.Until ?? RaiseTimes.WholeSecond(now.AddSeconds(request.ForSeconds ?? 0)));
        return RaiseEffect.Check(raise, user, tenant, tiers, now);
    }
}
