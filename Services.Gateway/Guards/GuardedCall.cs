using System.Diagnostics.CodeAnalysis;
using System.Net;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Platform.Policies;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Limits;
using Nanobot.Services.Gateway.Queueing;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>A call on its way through the guards, whichever door it came by: what they have learnt of it, and what they took for it.</summary>
/// <param name="http">The request, routed.</param>
/// <param name="operation">What it asks for; null where that is no operation.</param>
internal sealed class GuardedCall(HttpContext http, Operation? operation)
{
    private Principal? _principal;
    private WaitingRoom? _room;
    private int _minutes;
    private int _days;
    private int _slots;

    /// <summary>The request.</summary>
    public HttpContext Http { get; } = http;

    /// <summary>What it asks for.</summary>
    public Operation? Operation { get; } = operation;

    /// <summary>Where it comes from, behind trusted proxies; null where that is not known.</summary>
    public IPAddress? Address { get; } = http.Connection.RemoteIpAddress;

    /// <summary>The network it comes from.</summary>
    public LookupOrigin Origin => LookupOrigin.Of(Address);

    /// <summary>Whether it has come in before and is looked at anew: then its coming in is not audited another time.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Whether its credential has been verified.</summary>
    public bool IsKnown => _principal is not null;

    /// <summary>Who calls, once its credential has been verified.</summary>
    [AllowNull]
    public Principal Principal
    {
        get => _principal ?? throw new InvalidOperationException("Nobody has said yet who calls.");
        set => _principal = value;
    }

    /// <summary>The tenant that an operator names; null for everybody else.</summary>
    public string? Visited { get; set; }

    /// <summary>Whether an operator acts as the administrator of the tenant that it names, and not as an operator about it.</summary>
    public bool IsWithin => Operation?.Access != Access.Operator;

    /// <summary>The tenant within which it acts; null for an operator that names none.</summary>
    public TenantSnapshot? Tenant { get; set; }

    /// <summary>What the caller may use; null where nothing limits it.</summary>
    public CallerLimits? Limits { get; set; }

    /// <summary>What there is of the minute, of the level that is nearest its end; null where it was not asked.</summary>
    public Taken? Minute { get; private set; }

    /// <summary>What there is of the day, likewise.</summary>
    public Taken? Day { get; private set; }

    /// <summary>How long it waited for its slots.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>What the policies said of it.</summary>
    public PolicyDecision Decision { get; set; }

    /// <summary>The same caller's call for another operation, of which nothing is counted.</summary>
    public GuardedCall For(Operation other) => new(Http, other) { _principal = _principal, Visited = Visited, Tenant = Tenant };

    /// <summary>What is told of the minute or the day.</summary>
    public Taken? Told(CallLimit limit) => limit == CallLimit.Minute ? Minute : Day;

    /// <summary>Notes what the level has that is nearest its end; null: nothing is told of it.</summary>
    public void Tell(CallLimit limit, Taken? nearest)
    {
        if (limit == CallLimit.Minute)
        {
            Minute = nearest;
        }
        else
        {
            Day = nearest;
        }
    }

    /// <summary>One was taken of each of the first levels, of the last of them that.</summary>
    public void Took(CallLimit limit, int levels, Taken taken)
    {
        ref var took = ref limit == CallLimit.Minute ? ref _minutes : ref _days;
        if (took == 0 || taken.Remaining < Told(limit)!.Value.Remaining)
        {
            Tell(limit, taken);
        }

        took = levels;
    }

    /// <summary>Keeps a slot of each of the first levels until the call has ended.</summary>
    public void Keep(WaitingRoom room, int levels) => (_room, _slots) = (room, levels);

    /// <summary>It does not come about: all that was taken for it goes back.</summary>
    public void TakeBack()
    {
        Limits?.PutBack(CallLimit.Day, _days);
        Limits?.PutBack(CallLimit.Minute, _minutes);
        (_days, _minutes) = (0, 0);
        End();
    }

    /// <summary>It has ended, however: what it held is free.</summary>
    public void End()
    {
        var held = _slots;
        _slots = 0;
        for (var level = 0; level < held; level++)
        {
            if (Limits![level].Of(CallLimit.Slots) is not null)
            {
                Limits[level].Meter.PutBack(CallLimit.Slots);
                _room!.Freed(Limits[level].Meter);
            }
        }
    }
}
