using System.Globalization;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What a tenant may use, as of a state of the tenant.</summary>
internal sealed class TenantLimits(QuotaSet quotas, IReadOnlySet<QuotaType> own, string zone, Meter meter, DateTimeOffset? until)
{
    /// <summary>All of its limits.</summary>
    public QuotaSet Quotas { get; } = quotas;

    /// <summary>What is counted already.</summary>
    public Meter Meter { get; } = meter;

    /// <summary>When something that was granted to it ends; null: nothing does.</summary>
    public DateTimeOffset? Until { get; } = until;

    /// <summary>Calls of a minute.</summary>
    public Allowed Minute { get; } = new(quotas[QuotaType.ApiCallsPerMinute], zone);

    /// <summary>Calls of a day.</summary>
    public Allowed Day { get; } = new(quotas[QuotaType.ApiCallsPerDay], zone);

    /// <summary>Calls that run at the same time.</summary>
    public Allowed Slots { get; } = new(quotas[QuotaType.ConcurrentRequests], zone);

    /// <summary>The level of the chain that a limit comes from.</summary>
    public string BindsBy(QuotaType quota) => own.Contains(quota) ? "tenant" : "tier";

    /// <summary>The limits of calls as callers are told of them.</summary>
    public string Policy { get; } = string.Create(
        CultureInfo.InvariantCulture, $"\"minute\";q={quotas[QuotaType.ApiCallsPerMinute]};w=60, \"day\";q={quotas[QuotaType.ApiCallsPerDay]};w=86400");
}
