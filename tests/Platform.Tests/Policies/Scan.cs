using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Tests.Policies;

/// <summary>Decides by reading every policy, with nothing of the product's but the shapes.</summary>
internal static class Scan
{
    public static (Policy? Matched, Policy? Shadow) Decide(List<(Policy Policy, int Scope)> policies, PolicyRequest request)
    {
        var order = policies.Where(one => one.Policy.Enabled && Matches(one.Policy, request))
            .OrderByDescending(static one => one.Policy.Priority).ThenByDescending(static one => one.Policy.Effect, StringComparer.Ordinal)
            .ThenBy(static one => one.Scope).ThenBy(static one => one.Policy.Name, StringComparer.Ordinal).ToList();
        var enforced = order.FindIndex(static one => one.Policy.Mode != "shadow");
        var shadow = order.FindIndex(static one => one.Policy.Mode == "shadow");
        // Of equals the one that is enforced decides as the other would.
        var wins = shadow >= 0 && (enforced < 0 || Rank(order[shadow].Policy).CompareTo(Rank(order[enforced].Policy)) > 0);
        return (enforced < 0 ? null : order[enforced].Policy, wins ? order[shadow].Policy : null);
    }

    private static (int Priority, int Effect) Rank(Policy policy) => (policy.Priority, policy.Effect == "deny" ? 1 : 0);

    private static bool Matches(Policy policy, PolicyRequest request)
    {
        string?[] principals = [$"tenant:{request.TenantId}", request.UserId is null ? null : $"user:{request.UserId}", $"role:{request.Role}", request.KeyId is null ? null : $"key:{request.KeyId}"];
        return policy.Principals!.Any(pattern => principals.Any(principal => principal is not null && Is(pattern, principal)))
            && policy.Resources!.Any(pattern => Is(pattern, request.Resource)) && policy.Actions!.Any(pattern => Is(pattern, request.Action))
            && (policy.Conditions is not { } conditions || Holds(conditions, request));
    }

    private static bool Is(string pattern, string text) => Regex.IsMatch(text, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z");

    private static bool Holds(PolicyConditions conditions, PolicyRequest request) =>
        (conditions.Time is not { } time || Holds(time, request)) && (conditions.Ip is not { } ip || Holds(ip, request.Address))
        && (conditions.Attributes ?? []).All(one => Text(one.Key!, request) == one.Value!.Value.GetString());

    private static string? Text(string key, PolicyRequest request) => key switch
    {
        "request.door" => request.Told.Door,
        "tool.name" => request.Resource.StartsWith("tool:", StringComparison.Ordinal) ? request.Resource[5..] : null,
        _ => request.Attributes is { } attributes && attributes.TryGet(key, out var value) ? value.Text : null,
    };

    private static bool Holds(TimeCondition time, PolicyRequest request)
    {
        // Walks the day's windows, each from its beginning.
        var local = TimeZoneInfo.ConvertTime(request.At, TimeZoneInfo.FindSystemTimeZoneById(time.TimeZone!)).DateTime;
        var (after, before) = (TimeSpan.ParseExact(time.After!, @"hh\:mm", CultureInfo.InvariantCulture), TimeSpan.ParseExact(time.Before!, @"hh\:mm", CultureInfo.InvariantCulture));
        return new[] { local.Date.AddDays(-1), local.Date }.Any(day => local >= day + after && local < day + before + (before < after ? TimeSpan.FromDays(1) : TimeSpan.Zero)
            && time.Weekdays!.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek));
    }

    private static bool Holds(IpCondition ip, IPAddress? address) => address is not null && ip.InCidrs!.Any(network => IPNetwork.Parse(network).Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}
