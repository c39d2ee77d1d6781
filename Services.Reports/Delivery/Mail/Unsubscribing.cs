using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Ends mail for whoever has a link out of one. That a tenant may not work keeps nobody from it.</summary>
internal sealed class Unsubscribing(UnsubscribeLinks links, TenantDb db, TimeProvider time)
{
    private const string End = """
        update delivery_addresses set unsubscribed_at = coalesce(unsubscribed_at, $4)
        where tenant_id = $1 and user_id = $2 and address = $3 and verified_at is not null
        """;

    /// <summary>False where the link is none of ours, or its address is not its user's any more.</summary>
    public async Task<bool> EndAsync(string token, CancellationToken cancellationToken)
    {
        if (links.Open(token) is not var (tenant, user, address))
        {
            return false;
        }

        AuditedWork.Name(user);
        return await db.ExecuteAsync(TenantContext.ForWork(tenant, user, null, 0), new Sql(End, tenant, user, address, time.GetUtcNow().Truncate()), cancellationToken) == 1;
    }
}
