using System.Net;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Policies;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Queueing;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>A call on its way through the guards, whichever door it came by, and what they took for it.</summary>
/// <param name="principal">Who calls.</param>
/// <param name="tenant">The caller's tenant; null for an operator.</param>
/// <param name="limits">What the tenant may use; null where there is none.</param>
/// <param name="operation">What it asks for; null where that is no operation.</param>
internal sealed class GuardedCall(Principal principal, TenantSnapshot? tenant, TenantLimits? limits, Operation? operation)
{
    private WaitingRoom? _slot;

    /// <summary>Who calls.</summary>
    public Principal Principal { get; } = principal;

    /// <summary>The caller's tenant.</summary>
    public TenantSnapshot? Tenant { get; } = tenant;

    /// <summary>What the tenant may use.</summary>
    public TenantLimits? Limits { get; } = limits;

    /// <summary>What it asks for.</summary>
    public Operation? Operation { get; } = operation;

    /// <summary>Where it comes from, behind trusted proxies; null where that is not known.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>How long it can wait for a slot; null: not at all.</summary>
    public TimeSpan? CanWait { get; init; }

    /// <summary>How many octets it brings along, as far as is known.</summary>
    public long Length { get; init; }

    /// <summary>How long it waited for its slot.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>What was taken of the minute.</summary>
    public Taken Minute { get; set; }

    /// <summary>What was taken of the day.</summary>
    public Taken Day { get; set; }

    /// <summary>What the policies said of it.</summary>
    public PolicyDecision Decision { get; set; }

    /// <summary>Keeps a slot until the call has ended.</summary>
    public void Keep(WaitingRoom room) => _slot = room;

    /// <summary>It was refused by a later guard: what it took goes back.</summary>
    public void TakeBack()
    {
        if (Day.IsGranted)
        {
            Limits!.Meter.PutBackOfDay();
        }

        if (Minute.IsGranted)
        {
            Limits!.Meter.PutBackOfMinute();
        }

        End();
    }

    /// <summary>It has ended, however: what it held is free.</summary>
    public void End()
    {
        if (_slot is { } room)
        {
            _slot = null;
            Limits!.Meter.FreeSlot();
            room.Freed(Tenant!.TenantId);
        }
    }
}
