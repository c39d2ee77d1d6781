using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Reports.Delivery;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>Notes what a look at a rule came to. Where it fires, that is one transaction with what follows: a notice with its deliveries, or a report; nothing where the lease is lost.</summary>
internal sealed class AlertFirings(RuleQueue queue, ReportInsert reports, TenantDb db, IOptions<AlertOptions> options, TimeProvider time)
{
    private const string Insert = "insert into alert_firings (tenant_id, user_id, firing_id, rule_id, title, content, fired_at) values ($1, $2, $3, $4, $5, $6, $7)";

    // The oldest go, with what was told of them.
    private const string Trim = """
        delete from alert_firings where tenant_id = $1 and user_id = $2 and firing_id < (
            select firing_id from alert_firings where tenant_id = $1 and user_id = $2 order by firing_id desc offset $3 limit 1)
        """;

    /// <summary>It does not fire.</summary>
    public Task NoteAsync(ClaimedRule claimed, RuleState state, DateTimeOffset next, CancellationToken cancellationToken) =>
        db.ExecuteAsync(claimed.Context, queue.Noted(claimed, state, next), cancellationToken);

    /// <summary>It fires; false where the lease is lost.</summary>
    /// <param name="claimed">The rule.</param>
    /// <param name="rule">What it says.</param>
    /// <param name="state">How it stands from now on.</param>
    /// <param name="next">When it is looked at next.</param>
    /// <param name="title">What has happened, in one line.</param>
    /// <param name="content">The same with its figures or headlines.</param>
    /// <param name="wish">How its user is told.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> FireAsync(
        ClaimedRule claimed, StoredRule rule, RuleState state, DateTimeOffset next, string title, string content, DeliveryWish wish, CancellationToken cancellationToken)
    {
        var (context, now) = (claimed.Context, time.GetUtcNow());
        var id = Guid.CreateVersion7(now);
        using var audited = AuditedWork.OfSystem("delivery.alerts.fire", context.UserId, rule.RuleId.ToString()).Begin();
        return await db.TransactionAsync(context, async transaction =>
        {
            if (await transaction.ExecuteAsync(cancellationToken, queue.Noted(claimed, state with { LastFiredAt = now }, next)) == 0)
            {
                return false;
            }

            var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
            await transaction.ExecuteAsync(cancellationToken, new Sql(Insert, tenant, user, id, rule.RuleId, title, content, now), new Sql(Trim, tenant, user, options.Value.KeptFirings - 1) { IsBookkeeping = true });
            if (rule.Action == AlertAction.Report.Value)
            {
                // As a schedule's: nobody waits for it at a screen, and what policies say of it is asked when it is made.
                await reports.WriteAsync(new NewReport(id, ReportType.Daily.Value, ReportOrigin.Schedule, null, [rule.Symbol ?? rule.Keyword!]), transaction, cancellationToken);
            }
            else
            {
                await transaction.ExecuteAsync(cancellationToken, DeliveryInsert.Of(context, SubjectKind.Alert, id, wish, now));
            }

            return true;
        }, cancellationToken);
    }
}
