using System.Globalization;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>What is refused of policies.</summary>
internal static class PolicyRefusals
{
    /// <summary>What was decided lately nobody can say.</summary>
    public static Refusal NotRecorded { get; } = Refusals.Unavailable("RECORDED_UNAVAILABLE", "The recorded requests cannot be read at the moment; try again shortly.");

    public static Refusal NotFound { get; } = Refusals.NotFound("POLICY_NOT_FOUND", "policy");

    public static Refusal Exists { get; } =
        Refusals.Conflict("POLICY_EXISTS", "A policy of this name is there; it is left as it is. PUT it to put another in its place.");

    /// <summary>The set would leave nobody of a tenant who could work with it.</summary>
    public static Refusal LocksOut(string policy, string operation) => Refusals.Conflict("POLICY_LOCKS_OUT",
        $"With this change the policy {policy} would deny {operation} to every administrator of the tenant, at any time and from anywhere, so that none of them could mend it; nothing has changed. " +
        "Let an administrator in by a policy of a higher priority, give it conditions, or leave these operations out of it.") with
    {
        Members = new Dictionary<string, object?> { ["policy"] = policy, ["operation"] = operation },
    };

    public static Refusal TooMany { get; } = Refusals.Conflict("POLICY_LIMIT", string.Create(CultureInfo.InvariantCulture,
        $"With this policy the set would have more than {PolicyLimits.Policies} policies, {PolicyLimits.Combinations} triples of a principal, a resource and an action, or {PolicyLimits.SetLength} characters; nothing has changed."));
}
