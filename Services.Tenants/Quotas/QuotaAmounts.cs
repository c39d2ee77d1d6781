using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>An amount of each quota, as requests and answers have it; null or absent: nothing is said of that one.</summary>
internal sealed record QuotaAmounts
{
    private static readonly string Form = FormattableString.Invariant($"must be a whole number from 0 to {QuotaSet.Largest}, or null");

    // A property for each quota, by its wire name.
    private static readonly (QuotaType Type, PropertyInfo Property)[] Members = [.. QuotaType.All.Select(static type => (type,
        typeof(QuotaAmounts).GetProperties().Single(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == type.Value)))];

    /// <summary>Model tokens of a calendar day.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? TokensPerDay { get; init; }

    /// <summary>Model tokens of one request.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? TokensPerRequest { get; init; }

    /// <summary>Calls of a minute.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? ApiCallsPerMinute { get; init; }

    /// <summary>Calls of a calendar day.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? ApiCallsPerDay { get; init; }

    /// <summary>Calls that run at the same time.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? ConcurrentRequests { get; init; }

    /// <summary>What workspaces hold, in megabytes (10^6 octets).</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? Storage { get; init; }

    /// <summary>Agents that stand.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? Agents { get; init; }

    /// <summary>Sessions that are kept.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? Sessions { get; init; }

    /// <summary>Plugins that are switched on.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? Plugins { get; init; }

    /// <summary>Tools of the tenant's own.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? CustomTools { get; init; }

    /// <summary>By a function that says each; null: nothing.</summary>
    public static QuotaAmounts Of(Func<QuotaType, long?> amount)
    {
        var amounts = new QuotaAmounts();
        foreach (var (type, property) in Members)
        {
            property.SetValue(amounts, amount(type));
        }

        return amounts;
    }

    /// <summary>The standing amounts of a line.</summary>
    public static QuotaAmounts Of(string? line)
    {
        var grants = QuotaText.Read(line);
        return Of(type => grants.LastOrDefault(grant => grant.Quota == type.Value && grant.Until is null)?.Amount);
    }

    /// <summary>Adds what is wrong with them; <paramref name="prefix"/> is their path.</summary>
    public void Check(string prefix, ValidationErrors errors)
    {
        foreach (var (type, property) in Members)
        {
            errors.Require(property.GetValue(this) is null or (>= 0L and <= QuotaSet.Largest), $"{prefix}.{type.Value}", Form);
        }
    }

    /// <summary>As they are stored; null where nothing is said.</summary>
    public string? ToLine() => QuotaText.Write(
        from member in Members
        let amount = (long?)member.Property.GetValue(this)
        where amount is not null
        select new QuotaGrant(member.Type.Value, amount.Value));
}
