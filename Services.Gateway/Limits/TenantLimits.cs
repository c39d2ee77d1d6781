using System.Globalization;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What a tenant may use, as of a state of the tenant.</summary>
internal sealed class TenantLimits
{
    private readonly LevelAmounts _amounts;

    public TenantLimits(TenantSnapshot state, LevelAmounts amounts, Meter meter, DateTimeOffset? until)
    {
        (State, _amounts, Until) = (state, amounts, until);
        Level = new LevelLimits(LimitLevels.Tenant, meter, amounts);
        Alone = new CallerLimits(this, [Level], until);
    }

    /// <summary>The tenant's state that it was made from.</summary>
    public TenantSnapshot State { get; }

    /// <summary>What it says of each limit, and what is counted already.</summary>
    public LevelLimits Level { get; }

    /// <summary>IANA name of its zone.</summary>
    public string Zone => _amounts.Zone;

    /// <summary>When something that was granted to it ends; null: nothing does.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>The limits of whoever has no amounts of its own.</summary>
    public CallerLimits Alone { get; }

    /// <summary>The limits of calls as callers are told of them.</summary>
    public string Policy => _amounts.Policy;

    /// <summary>Limits of calls as callers are told of them.</summary>
    public static string PolicyOf(long minute, long day) => string.Create(CultureInfo.InvariantCulture, $"\"minute\";q={minute};w=60, \"day\";q={day};w=86400");

    /// <summary>The level of the chain that the tenant's amount comes from.</summary>
    public string BindsBy(QuotaType quota) => _amounts.IsBounded(quota) ? LimitLevels.Installation : _amounts.IsOwn(quota) ? LimitLevels.Tenant : LimitLevels.Tier;
}
