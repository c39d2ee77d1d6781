using System.Globalization;
using Nanobot.Contracts.Values;

namespace Nanobot.Testing;

/// <summary>Plans that let tests call as often as they like, where limits are not what they are about.</summary>
public static class Plenty
{
    private static readonly QuotaType[] OfCalls = [QuotaType.ApiCallsPerMinute, QuotaType.ApiCallsPerDay, QuotaType.ConcurrentRequests, QuotaType.Sessions];

    /// <summary>The settings that make those plans, of the section <c>Limits</c>.</summary>
    /// <param name="tiers">The plans; none for all of them.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(params IReadOnlyList<TenantTier> tiers) =>
        from tier in tiers.Count > 0 ? tiers : TenantTier.All
        from quota in OfCalls
        select KeyValuePair.Create($"Limits:Tiers:{tier}:{quota}", (string?)1_000_000.ToString(CultureInfo.InvariantCulture));
}
