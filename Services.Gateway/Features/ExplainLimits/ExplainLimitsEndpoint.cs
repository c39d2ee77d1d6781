using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits;
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

        var (limits, now) = (known.Of(tenant), time.GetUtcNow());
        var isKey = http.Features.Get<Principal>() is { Kind: CredentialKind.ApiKey };
        var used = await amounts.OfAsync(tenant, limits, cancellationToken);
        return TypedResults.Ok(new LimitsExplanation(tenant.TenantId,
        [
            .. QuotaType.All.Select(quota => new ExplainedLimit(quota.Value, quota.Unit, limits.Quotas[quota], limits.BindsBy(quota),
                Chain(quota, minted, isKey, tenant, tiers, used.GetValueOrDefault(quota), now))),
        ]));
    }

    private static LimitLevel[] Chain(
        QuotaType quota, MintedContext minted, bool isKey, TenantSnapshot tenant, TierTable tiers, UsedAmount? used, DateTimeOffset now)
    {
        var (own, context) = (minted.Context.Quotas, minted.Context);
        var counted = Granted("tenant", tenant.TenantId, own.Tenant, quota, now) with
        {
            Used = used?.Used,
            Reserved = used?.Reserved,
            ResetsAt = used?.ResetsAt,
        };
        return
        [
            // The key behind a token is not its user's to know.
            .. context.KeyId is { } key ? [Granted("key", isKey ? key : null, own.Key, quota, now)] : Array.Empty<LimitLevel>(),
            .. context.UserId is { } user ? [Granted("user", user, own.User, quota, now)] : Array.Empty<LimitLevel>(),
            counted,
            new("tier", tenant.Tier, tiers.Of(tenant.Tier)[quota]),
            new("installation", null, tiers.InstallationOf(tenant.Tier, quota)),
        ];
    }

    private static LimitLevel Granted(string level, string? name, string? line, QuotaType quota, DateTimeOffset now)
    {
        // A raise while it lasts, before what stands.
        var grant = QuotaText.Read(line).Where(grant => grant.Quota == quota.Value && !(grant.Until <= now)).MaxBy(static grant => grant.Amount);
        return new(level, name, grant?.Amount, grant?.Until);
    }
}
