using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>An amount of each quota, as requests and answers have it; null or absent: nothing is said of that one.</summary>
internal sealed record QuotaAmounts
{
    private const double MostMoney = 1_000_000;

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

    /// <summary>Money of a calendar day, in the price list's currency, with at most 6 places behind the point.</summary>
    [Range(0d, MostMoney)]
    public decimal? MoneyPerDay { get; init; }

    /// <summary>Model tokens of one run: a chat turn, a report.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? TokensPerRun { get; init; }

    /// <summary>Money of one run, with at most 6 places behind the point.</summary>
    [Range(0d, MostMoney)]
    public decimal? MoneyPerRun { get; init; }

    /// <summary>Calls of tools in one run.</summary>
    [Range(0d, QuotaSet.Largest)]
    public long? ToolCallsPerRun { get; init; }

    /// <summary>By a function that says each; null: nothing.</summary>
    public static QuotaAmounts Of(Func<QuotaType, long?> amount)
    {
        var amounts = new QuotaAmounts();
        foreach (var (type, property) in Members)
        {
            property.SetValue(amounts, property.PropertyType == typeof(decimal?) ? (object?)type.Shown(amount(type)) : amount(type));
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
            errors.Require(Shown(property) is not { } amount || type.Counted(amount) is not null, $"{prefix}.{type.Value}", $"{type.AmountForm}, or null");
        }
    }

    /// <summary>As they are stored; null where nothing is said.</summary>
    public string? ToLine() => QuotaText.Write(
        from member in Members
        let amount = Shown(member.Property)
        where amount is not null
        select new QuotaGrant(member.Type.Value, member.Type.Counted(amount.Value)!.Value));

    private decimal? Shown(PropertyInfo property) => property.GetValue(this) is { } amount ? Convert.ToDecimal(amount, CultureInfo.InvariantCulture) : null;
}
