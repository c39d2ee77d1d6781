using System.Globalization;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What a tenant may use, as of a state of the tenant.</summary>
internal sealed class TenantLimits
{
    private readonly IReadOnlySet<QuotaType> _own;

    public TenantLimits(QuotaSet quotas, IReadOnlySet<QuotaType> own, string zone, Meter meter, DateTimeOffset? until)
    {
        (_own, Zone, Until) = (own, zone, until);
        Level = new LevelLimits(LimitLevels.Tenant, meter, zone, quota => quotas[quota]);
        Policy = PolicyOf(quotas[QuotaType.ApiCallsPerMinute], quotas[QuotaType.ApiCallsPerDay]);
        Alone = new CallerLimits(this, [Level], until);
    }

    /// <summary>What it says of each limit, and what is counted already.</summary>
    public LevelLimits Level { get; }

    /// <summary>IANA name of its zone.</summary>
    public string Zone { get; }

    /// <summary>When something that was granted to it ends; null: nothing does.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>The limits of whoever has no amounts of its own.</summary>
    public CallerLimits Alone { get; }

    /// <summary>The limits of calls as callers are told of them.</summary>
    public string Policy { get; }

    /// <summary>Limits of calls as callers are told of them.</summary>
    public static string PolicyOf(long minute, long day) => string.Create(CultureInfo.InvariantCulture, $"\"minute\";q={minute};w=60, \"day\";q={day};w=86400");

    /// <summary>The level of the chain that the tenant's amount comes from.</summary>
    public string BindsBy(QuotaType quota) => _own.Contains(quota) ? LimitLevels.Tenant : LimitLevels.Tier;
}
