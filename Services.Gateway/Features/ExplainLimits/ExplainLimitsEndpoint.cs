using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;

namespace Nanobot.Services.Gateway.Features.ExplainLimits;

/// <summary><c>GET /limits/explain</c>: where each limit of the caller comes from.</summary>
internal static class ExplainLimitsEndpoint
{
    public static void MapExplainLimits(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Gateway.ExplainLimits, HandleAsync)
        .WithSummary("What each level (key, user, tenant, tier, installation) says of each limit, which one binds, and what is used.");

    private static async Task<Results<Ok<LimitsExplanation>, Refusal>> HandleAsync(
        HttpContext http, KnownLimits known, UsedAmounts amounts, TierTable tiers, TimeProvider time, CancellationToken cancellationToken)
    {
        if (http.Features.Get<MintedContext>() is not { Tenant: { } tenant } minted)
        {
            return AccessRefusals.Needs(Operations.Gateway.ExplainLimits.Access);
        }

        var principal = http.Features.GetRequiredFeature<Principal>();
        var (limits, now) = (known.Of(tenant, principal), time.GetUtcNow());
        var uses = await amounts.OfAsync(tenant, principal, limits, cancellationToken);
        return TypedResults.Ok(new LimitsExplanation(tenant.TenantId,
        [
            .. QuotaType.All.Select(quota => new ExplainedLimit(quota.Value, quota.Unit, quota.Shown(limits.Binding(quota)?[quota]), limits.BindsBy(quota),
                [.. Chain(quota, minted.Context, principal, tenant, tiers, now).Select(level => Counted(level, quota, limits, uses))])),
        ]));
    }

    private static IEnumerable<LimitLevel> Chain(QuotaType quota, TenantContext context, Principal principal, TenantSnapshot tenant, TierTable tiers, DateTimeOffset now) =>
    [
        // The key behind a token is not its user's to know.
        .. context.KeyId is { } key ? [Own(LimitLevels.Key, principal.Kind == CredentialKind.ApiKey ? key : null, context.Quotas.Key, quota, now)] : Array.Empty<LimitLevel>(),
        .. context.UserId is { } user ? [Own(LimitLevels.User, user, context.Quotas.User, quota, now)] : Array.Empty<LimitLevel>(),
        Granted(LimitLevels.Tenant, tenant.TenantId, QuotaText.Read(context.Quotas.Tenant), quota, now),
        new(LimitLevels.Tier, tenant.Tier, quota.Shown(tiers.Of(tenant.Tier)[quota])),
        new(LimitLevels.Installation, null, quota.Shown(tiers.InstallationOf(tenant.Tier, quota))),
    ];

    private static LimitLevel Counted(LimitLevel level, QuotaType quota, CallerLimits limits, LevelUses uses)
    {
        var used = uses.Of(level.Level, quota);
        // Of each user and each key the installation may say something too, below which the own amount says nothing.
        var held = level.Level is LimitLevels.Key or LimitLevels.User ? quota.Shown(limits.Levels.FirstOrDefault(one => one.Level == level.Level)?[quota]) : level.Limit;
        return level with
        {
            Limit = held,
            Until = held == level.Limit ? level.Until : null,
            Used = quota.Shown(used?.Used),
            Reserved = quota.Shown(used?.Reserved),
            ResetsAt = used?.ResetsAt,
            Unavailable = level.Level == LimitLevels.Tenant ? uses.Unavailable(quota) : null,
        };
    }

    // A raise lifts an amount that stands; where none does, it says nothing.
    private static LimitLevel Own(string level, string? name, string? line, QuotaType quota, DateTimeOffset now) =>
        QuotaText.Read(line) is var grants && QuotaSet.Own(grants, quota, now) is null ? new(level, name, null) : Granted(level, name, grants, quota, now);

    private static LimitLevel Granted(string level, string? name, IReadOnlyList<QuotaGrant> grants, QuotaType quota, DateTimeOffset now)
    {
        // A raise while it lasts, before what stands.
        var grant = grants.Where(grant => grant.Quota == quota.Value && !(grant.Until <= now)).MaxBy(static grant => grant.Amount);
        return new(level, name, quota.Shown(grant?.Amount), grant?.Until);
    }
}
