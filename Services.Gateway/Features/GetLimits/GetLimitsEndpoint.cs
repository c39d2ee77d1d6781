using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Queueing;

namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary><c>GET /limits</c>: what the caller may use, and how much of it is left.</summary>
internal static class GetLimitsEndpoint
{
    public static void MapGetLimits(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Gateway.GetLimits, HandleAsync)
        .WithSummary("What the caller's tenant may use, how much of it is left, and which of its calls wait for a slot.");

    private static async Task<Results<Ok<LimitsAnswer>, Refusal>> HandleAsync(
        HttpContext http, Caller caller, KnownLimits known, UsedAmounts amounts, WaitingRoom room, CancellationToken cancellationToken)
    {
        if (http.Features.Get<MintedContext>()?.Tenant is not { } tenant)
        {
            return AccessRefusals.Needs(Operations.Gateway.GetLimits.Access);
        }

        var limits = known.Of(tenant);
        var used = await amounts.OfAsync(tenant, limits, cancellationToken);
        return TypedResults.Ok(new LimitsAnswer(tenant.TenantId, tenant.Tier, tenant.TimeZone,
            [.. QuotaType.All.Select(quota => Describe(quota, limits, used.GetValueOrDefault(quota)))],
            [.. Waiting(room.InOrder(tenant.TenantId), caller.Context.UserId)]));
    }

    private static LimitResource Describe(QuotaType quota, TenantLimits limits, UsedAmount? used) => new(
        quota.Value, quota.Unit, limits.Quotas[quota], used?.Used, used?.Reserved, used?.Remaining, used?.ResetsAt, limits.BindsBy(quota));

    private static IEnumerable<WaitingCall> Waiting(IReadOnlyList<Ticket> tickets, string? userId)
    {
        for (var index = 0; index < tickets.Count; index++)
        {
            if (userId is null || tickets[index].Flow == userId)
            {
                yield return new(index + 1, tickets[index].Since, tickets[index].Until);
            }
        }
    }
}
