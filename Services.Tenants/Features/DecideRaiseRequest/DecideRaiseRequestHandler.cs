using Nanobot.Contracts.Events;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Quotas;
using Nanobot.Services.Tenants.Raises;

namespace Nanobot.Services.Tenants.Features.DecideRaiseRequest;

/// <summary>Decides on a request, and puts what is granted in force, in one transaction that holds the tenant.</summary>
internal sealed partial class DecideRaiseRequestHandler(
    PlatformDb db, QuotaBook book, ChangeTeller teller, TierTable tiers, TimeProvider time, TenantsTelemetry telemetry, ILogger<DecideRaiseRequestHandler> logger)
{
    private const string SelectAgain = $"select {RaiseRequestRow.Columns} from limit_requests where request_id = $1";

    private const string Update = $"""
        update limit_requests set status = $2, granted_amount = $3::bigint, granted_until = $4::timestamptz, decided_by = $5, decided_at = $6
        where request_id = $1
        returning {RaiseRequestRow.Columns}
        """;

    private static readonly PlatformScope Scope = new("a raise is decided on");

    /// <summary>The request as it is decided; or why it is not.</summary>
    public async Task<(RaiseRequestRow? Row, Refusal? Refusal)> HandleAsync(
        TenantContext decider, RaiseRequestRow request, RaiseDecision decision, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (request.Scope == RaiseScope.Tenant && decider.ActingRole != TenantRole.Operator)
        {
            return (null, RaiseRefusals.ForOperators);
        }

        if (decider.UserId is not null && decider.UserId == request.UserId)
        {
            return (null, RaiseRefusals.OwnRequest);
        }

        if (decision.Amount is { } shown && QuotaType.TryParse(request.Quota, out var quota) && quota.Counted(shown) is null)
        {
            return (null, Refusals.Invalid("amount", quota.AmountForm));
        }

        var (row, refusal, changes) = await db.TransactionAsync(
            Scope, transaction => DecideAsync(transaction, decider, request, decision, until, cancellationToken), cancellationToken);
        if (row is null)
        {
            return (null, refusal);
        }

        telemetry.RaiseDecided(row.TenantId, row.Status);
        Log.Decided(logger, row.RequestId, row.Quota, row.TenantId, row.Status, row.GrantedUntil);
        if (changes.Count > 0)
        {
            await teller.SettleAsync(changes, cancellationToken);
        }

        return (row, null);
    }

    private async Task<(RaiseRequestRow? Row, Refusal? Refusal, IReadOnlyList<NumberedChange> Changes)> DecideAsync(
        PlatformTransaction transaction, TenantContext decider, RaiseRequestRow request, RaiseDecision decision, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        // Whoever decides holds the tenant: of two decisions the second sees the first.
        if (await QuotaBook.LockAsync(transaction, request.TenantId, cancellationToken) is not { } tenant
            || await transaction.QueryAsync(new Sql(SelectAgain, request.RequestId), RaiseRequestRow.Read, cancellationToken) is not [var current])
        {
            return (null, RaiseRefusals.NotFound, []);
        }

        if (current.Status != RaiseStatus.Pending)
        {
            return (null, RaiseRefusals.Decided, []);
        }

        var (now, by) = (time.GetUtcNow(), decider.UserId ?? decider.ActingRole);
        if (decision.Decision == RaiseDecision.Reject)
        {
            return (await SaveAsync(transaction, tenant, new Sql(Update, current.RequestId, RaiseStatus.Rejected, null, null, by, now), cancellationToken), null, []);
        }

        var (raise, refusal) = Raise(tenant, current, AmountOf(current, decision),
            until ?? current.Until ?? RaiseTimes.WholeSecond(now.AddSeconds(current.ForSeconds ?? 0)), now);
        var user = request.Scope == RaiseScope.User ? await QuotaBook.FindUserAsync(transaction, tenant.TenantId, request.UserId!, cancellationToken) : null;
        if (request.Scope == RaiseScope.User && user is null)
        {
            return (null, RaiseRefusals.NotFound, []);
        }

        if (refusal is not null || (refusal = RaiseEffect.Check(raise!, user, tenant, tiers, now)) is not null)
        {
            return (null, refusal, []);
        }

        var lines = (user ?? tenant.Lines).With(raise!, now);
        if (lines.Raises(now).Count > RaiseLimits.Lasting)
        {
            return (null, RaiseRefusals.TooManyLast, []);
        }

        // The amounts come last: from then on changes of all tenants wait for this one.
        var row = await SaveAsync(transaction, tenant, new Sql(Update, current.RequestId, RaiseStatus.Approved, raise!.Amount, raise.Until, by, now), cancellationToken);
        var saved = user is null ? await book.SaveAsync(transaction, tenant, lines, cancellationToken)
            : await book.SaveUserAsync(transaction, tenant, request.UserId!, lines, cancellationToken);
        return (row, null, saved.Changes);
    }

    private static long AmountOf(RaiseRequestRow request, RaiseDecision decision) =>
        decision.Amount is { } shown && QuotaType.TryParse(request.Quota, out var quota) ? quota.Counted(shown) ?? request.Amount : request.Amount;

    private (QuotaGrant? Raise, Refusal? Refusal) Raise(TenantQuotas tenant, RaiseRequestRow request, long amount, DateTimeOffset until, DateTimeOffset now)
    {
        var errors = new ValidationErrors();
        if (request.Scope == RaiseScope.User && QuotaType.TryParse(request.Quota, out var type) && tenant.Effective(tiers, now)[type] is { } most)
        {
            errors.Require(amount <= most, "amount", FormattableString.Invariant($"must be at most {type.Shown(most)}, what the tenant has; grant less, or have the tenant's raised"));
        }

        RaiseTimes.Check(until, "until", now, errors);
        return errors.ToRefusal() is { } refusal ? (null, refusal) : (new QuotaGrant(request.Quota, amount, until), null);
    }

    private static async Task<RaiseRequestRow> SaveAsync(PlatformTransaction transaction, TenantQuotas tenant, Sql update, CancellationToken cancellationToken)
    {
        // An operator's request names no tenant.
        QuotaBook.Audit(transaction, tenant, AuditedWork.Unrecorded);
        var row = (await transaction.QueryAsync(update, RaiseRequestRow.Read, cancellationToken))[0];
        await transaction.PublishAsync(
            new LimitRaiseDecided(row.RequestId, row.UserId, row.Scope, row.Quota, row.Status, row.GrantedAmount, row.GrantedUntil),
            TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch), cancellationToken);
        return row;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Request {RequestId} for more {Quota} of tenant {TenantId} is {Status}, until {Until}")]
        public static partial void Decided(ILogger logger, Guid requestId, string quota, string tenantId, string status, DateTimeOffset? until);
    }
}
