using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Policies;

/// <summary>When a policy matches; all that is said must hold.</summary>
/// <param name="Time">When.</param>
/// <param name="Ip">From where; a request without a known address satisfies none.</param>
/// <param name="Attributes">With what; 20 at most. An attribute that the request does not have satisfies none.</param>
public sealed record PolicyConditions(
    TimeCondition? Time = null,
    IpCondition? Ip = null,
    [property: MaxLength(20)] IReadOnlyList<AttributeCondition>? Attributes = null);
