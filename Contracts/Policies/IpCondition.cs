using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Policies;

/// <summary>Where a request comes from; all that is said must hold. An IPv4 address that is mapped into IPv6 is that IPv4 address.</summary>
/// <param name="InCidrs">It is in one of these networks.</param>
/// <param name="NotInCidrs">It is in none of these networks.</param>
/// <param name="AllowedIps">It is one of these addresses.</param>
public sealed record IpCondition(
    [property: MaxLength(100)] IReadOnlyList<string>? InCidrs = null,
    [property: MaxLength(100)] IReadOnlyList<string>? NotInCidrs = null,
    [property: MaxLength(100)] IReadOnlyList<string>? AllowedIps = null);
