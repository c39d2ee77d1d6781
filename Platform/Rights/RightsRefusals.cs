using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Rights;

/// <summary>Refusals by policies, the same wherever they are decided.</summary>
public static class RightsRefusals
{
    /// <summary>The guard that refuses.</summary>
    public const string Guard = "policy";

    /// <summary>Code of what no policy allows.</summary>
    public const string DeniedCode = "POLICY_DENIED";

    /// <summary>Whether the policies have changed nobody can say.</summary>
    public static Refusal NotKnown { get; } =
        Refusals.Unavailable("POLICIES_UNKNOWN", "Whether the policies have changed cannot be known at the moment; try again shortly.");

    /// <summary>There is no such tenant, or none any more.</summary>
    public static Refusal NoTenant { get; } = Denied("There are no policies for this tenant.");

    /// <summary>Denied, for a reason that is none of a policy.</summary>
    public static Refusal Denied(string why) => new(StatusCodes.Status403Forbidden, DeniedCode, why);

    /// <summary>Denied by a decision.</summary>
    public static Refusal Denied(in PolicyDecision decision, string resource) => Denied(decision.Reason) with
    {
        Members = new Dictionary<string, object?> { ["guard"] = Guard, ["resource"] = resource, ["matched_policy"] = decision.Matched?.Name },
    };
}
