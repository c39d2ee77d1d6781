using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Queueing;

namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary>What a caller may use, how much of it is left, and which of its calls wait for a slot.</summary>
internal sealed class CallerAmounts(KnownLimits known, UsedAmounts amounts, WaitingRoom room)
{
    /// <summary>Of a caller of the tenant; without a user it sees what waits as the tenant's administrator does.</summary>
    public async Task<LimitsAnswer> AskAsync(TenantSnapshot tenant, Principal principal, CancellationToken cancellationToken)
    {
        var limits = known.Of(tenant, principal);
        var uses = await amounts.OfAsync(tenant, principal, limits, cancellationToken);
        return new LimitsAnswer(tenant.TenantId, tenant.Tier, tenant.TimeZone,
            [.. QuotaType.All.Select(quota => Describe(quota, limits, uses))],
            [
                .. room.InOrder(tenant.TenantId).Where(waiting => principal.UserId is null || waiting.Ticket.Flow == principal.UserId)
                    .Select(static waiting => new WaitingCall(KnownLimits.LevelOf(waiting.Scope), waiting.Place, waiting.Ticket.Since, waiting.Ticket.Until)),
            ]);
    }

    private static LimitResource Describe(QuotaType quota, CallerLimits limits, LevelUses uses)
    {
        var binding = limits.Binding(quota);
        var level = binding?.Level ?? LimitLevels.Tenant;
        var used = uses.Of(level, quota);
        return new(quota.Value, quota.Unit, quota.Shown(binding?[quota]), quota.Shown(used?.Used), quota.Shown(used?.Reserved),
            used is null ? null : quota.Shown(uses.Remaining(quota)), used?.ResetsAt, limits.BindsBy(quota), level == LimitLevels.Tenant ? uses.Unavailable(quota) : null);
    }
}
