using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Policies.Limits;

namespace Nanobot.Platform.Policies.Rules;

/// <summary>What the conditions of a policy must be.</summary>
internal static class ConditionRules
{
    private const string TimeForm = "must be HH:MM, from 00:00 to 23:59";

    public static void Check(PolicyConditions conditions, Action<string, string> fail)
    {
        if (conditions.Time is { } time)
        {
            Check(time, "conditions.time", fail);
        }

        if (conditions.Ip is { } ip)
        {
            Check(ip, "conditions.ip", fail);
        }

        if (conditions.Attributes?.Count > PolicyLimits.Attributes)
        {
            fail("conditions.attributes", $"must have at most {PolicyLimits.Attributes} entries");
        }

        for (var i = 0; i < Math.Min(conditions.Attributes?.Count ?? 0, PolicyLimits.Attributes); i++)
        {
            Check(conditions.Attributes![i], $"conditions.attributes[{i}]", fail);
        }
    }

    public static void Check(TimeCondition time, string field, Action<string, string> fail)
    {
        if (time is { After: null, Before: null, Weekdays: null })
        {
            fail(field, "must say at least one of after, before and weekdays");
        }

        Time(time.After, $"{field}.after", fail);
        Time(time.Before, $"{field}.before", fail);
        if (time.After is not null && time.After == time.Before)
        {
            fail($"{field}.before", "must be another time than after: a window without length has none, and a whole day needs neither");
        }

        if (time.TimeZone is not null && !ZoneName.IsValid(time.TimeZone))
        {
            fail($"{field}.time_zone", ZoneName.Form);
        }

        if (time.Weekdays is { } days && (days.Count is < 1 or > 7 || days.Distinct().Count() != days.Count || days.Any(static day => day is < 1 or > 7)))
        {
            fail($"{field}.weekdays", "must be 1 to 7 of the days 1 (Monday) to 7 (Sunday), none twice");
        }
    }

    private static void Time(string? text, string field, Action<string, string> fail)
    {
        if (text is not null && TimeWindow.TryParse(text) is null)
        {
            fail(field, TimeForm);
        }
    }

    private static void Check(IpCondition ip, string field, Action<string, string> fail)
    {
        if (ip is { InCidrs: null, NotInCidrs: null, AllowedIps: null })
        {
            fail(field, "must say at least one of in_cidrs, not_in_cidrs and allowed_ips");
        }

        Networks(ip.InCidrs, $"{field}.in_cidrs", fail);
        Networks(ip.NotInCidrs, $"{field}.not_in_cidrs", fail);
        Addresses(ip.AllowedIps, $"{field}.allowed_ips", fail);
    }

    private static void Networks(IReadOnlyList<string>? networks, string field, Action<string, string> fail) =>
        Lists.Each(networks, field, networks is null ? 0 : 1, PolicyLimits.Networks, static text => NetworkRange.TryParse(text, out _), NetworkRange.Form, fail);

    private static void Addresses(IReadOnlyList<string>? addresses, string field, Action<string, string> fail) =>
        Lists.Each(addresses, field, addresses is null ? 0 : 1, PolicyLimits.Networks, PolicyRules.IsAddress, PolicyRules.AddressForm, fail);

    private static void Check(AttributeCondition? attribute, string field, Action<string, string> fail)
    {
        if (attribute?.Key is not { Length: > 0 } key || string.IsNullOrWhiteSpace(key) || !PolicyLimits.IsText(key, PolicyLimits.Key))
        {
            fail($"{field}.key", $"must be 1 to {PolicyLimits.Key} characters, without control characters");
        }

        if (!AttributeOperator.TryParse(attribute?.Operator, out var comparison))
        {
            fail($"{field}.operator", AttributeOperator.Form);
        }
        else
        {
            AttributeTest.Check(comparison, attribute!.Value, $"{field}.value", fail);
        }
    }
}
