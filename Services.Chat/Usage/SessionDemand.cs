using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Usage;

/// <summary>Demands in a batch that there is a place for one more session, and holds it to the end of the transaction.</summary>
internal sealed class SessionDemand(TenantContext context, (long Tenant, long? User) limits)
{
    private const string TenantName = "sessions_of_tenant";
    private const string UserName = "sessions_of_user";

    private const string OfTenant = """
        with held as (
            insert into tenant_usage (tenant_id) values ($1)
            on conflict (tenant_id) do update set tenant_id = excluded.tenant_id
            returning sessions)
        select nanobot.demand(sessions < $2, $3, sessions) from held
        """;

    // Behind the other, which waits for whoever adds one: it sees what those have added.
    private const string OfUser = """
        select nanobot.demand(count(*) < $3, $4, count(*)) from chat_session where tenant_id = $1 and user_id = $2
        """;

    /// <summary>The demands.</summary>
    public IReadOnlyList<SqlStep> Steps { get; } =
    [
        SqlStep.Demand(new Sql(OfTenant, context.RequiredTenantId, limits.Tenant, TenantName) { IsBookkeeping = true }),
        .. limits.User is { } most ? [SqlStep.Demand(new Sql(OfUser, context.RequiredTenantId, context.RequiredUserId, most, UserName))] : Array.Empty<SqlStep>(),
    ];

    /// <summary>What is said where one of them does not hold; null for another's.</summary>
    public Refusal? Refusal(UnmetDemandException unmet) => unmet.What switch
    {
        TenantName => UsageRefusals.Sessions(UsageQuotas.OfTenant, limits.Tenant, unmet.Found),
        UserName => UsageRefusals.Sessions(UsageQuotas.OfUser, limits.User ?? 0, unmet.Found),
        _ => null,
    };
}
