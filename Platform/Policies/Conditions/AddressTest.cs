using System.Collections.Frozen;
using Nanobot.Contracts.Policies;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>Where a request must come from. One whose address is not known comes from nowhere that would do.</summary>
internal sealed class AddressTest : ICondition
{
    private readonly NetworkRange[]? _in;
    private readonly NetworkRange[] _notIn;
    private readonly FrozenSet<NetworkAddress>? _allowed;

    /// <exception cref="FormatException">One of its texts is none.</exception>
    public AddressTest(IpCondition condition)
    {
        _in = condition.InCidrs?.Select(Range).ToArray();
        _notIn = [.. (condition.NotInCidrs ?? []).Select(Range)];
        _allowed = condition.AllowedIps?.Select(Address).ToFrozenSet();
    }

    public string Name => "ip";

    public bool Holds(in Facts facts) => facts.Address is { } address
        && (_in is null || IsIn(_in, address))
        && !IsIn(_notIn, address)
        && _allowed?.Contains(address) is not false;

    public Chance ChanceOf(in Facts facts) => IsAll(_notIn) ? Chance.Never
        : _notIn.Length == 0 && _allowed is null && _in is not null && IsAll(_in) ? Chance.Always
        : Chance.Sometimes;

    // Every address is in one of them: those of both kinds.
    private static bool IsAll(NetworkRange[] ranges) =>
        Array.Exists(ranges, static range => range.IsAllIPv4) && Array.Exists(ranges, static range => range.IsAllIPv6);

    private static bool IsIn(NetworkRange[] ranges, NetworkAddress address)
    {
        foreach (var range in ranges)
        {
            if (range.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static NetworkRange Range(string? text) =>
        NetworkRange.TryParse(text, out var range) ? range : throw new FormatException($"A network {NetworkRange.Form}.");

    private static NetworkAddress Address(string? text) =>
        NetworkAddress.TryParse(text, out var address) ? address : throw new FormatException("An address is none.");
}
