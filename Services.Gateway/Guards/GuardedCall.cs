using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>A call of a tenant on its way through the guards, and what they took for it.</summary>
/// <param name="principal">Who calls.</param>
/// <param name="tenant">The caller's tenant.</param>
/// <param name="limits">What it may use.</param>
internal sealed class GuardedCall(Principal principal, TenantSnapshot tenant, TenantLimits limits)
{
    private Meter? _slot;

    /// <summary>Who calls.</summary>
    public Principal Principal { get; } = principal;

    /// <summary>The caller's tenant.</summary>
    public TenantSnapshot Tenant { get; } = tenant;

    /// <summary>What the tenant may use.</summary>
    public TenantLimits Limits { get; } = limits;

    /// <summary>What was taken of the minute.</summary>
    public Taken Minute { get; set; }

    /// <summary>What was taken of the day.</summary>
    public Taken Day { get; set; }

    /// <summary>Keeps a slot until the call has ended.</summary>
    public void Keep(Meter slot) => _slot = slot;

    /// <summary>It was refused by a later guard: what it took goes back.</summary>
    public void TakeBack()
    {
        if (Day.IsGranted)
        {
            Limits.Meter.PutBackOfDay();
        }

        if (Minute.IsGranted)
        {
            Limits.Meter.PutBackOfMinute();
        }

        End();
    }

    /// <summary>It has ended, however: what it held is free.</summary>
    public void End()
    {
        _slot?.FreeSlot();
        _slot = null;
    }
}
