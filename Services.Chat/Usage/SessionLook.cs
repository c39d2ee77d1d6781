using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Usage;

/// <summary>A look in a batch whether there is a place for one more session.</summary>
internal sealed class SessionLook(TenantContext context, (long Tenant, long? User) limits)
{
    // One row, whatever there is.
    private const string Select = """
        select coalesce((select sessions from tenant_usage where tenant_id = $1), 0),
            (select count(*) from chat_session where $3 and tenant_id = $1 and user_id = $2)
        """;

    private readonly SqlRows<(long Tenant, long User)> _used = new(
        new Sql(Select, context.RequiredTenantId, context.RequiredUserId, limits.User is not null), static row => (row.GetInt64(0), row.GetInt64(1)));

    /// <summary>Reads it.</summary>
    public SqlStep Step => _used;

    /// <summary>Why there is none, as it was read; null where there is one.</summary>
    public Refusal? Refusal => _used.Rows switch
    {
        [(var tenant, _), ..] when tenant >= limits.Tenant => UsageRefusals.Sessions(UsageQuotas.OfTenant, limits.Tenant, tenant),
        [(_, var user), ..] when limits.User is { } most && user >= most => UsageRefusals.Sessions(UsageQuotas.OfUser, most, user),
        _ => null,
    };
}
