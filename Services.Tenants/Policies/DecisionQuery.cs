using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Which recorded decisions a list is asked for; each parameter that is there must hold.</summary>
/// <param name="Effect"><c>allow</c> or <c>deny</c>: what was decided.</param>
/// <param name="Shadow"><c>any</c>: a policy in shadow mode would have come first; <c>changes</c>: and would have decided otherwise.</param>
/// <param name="Policy">The name of the policy that decided, or that would have in shadow mode.</param>
/// <param name="Resource">What the request was for, whole.</param>
/// <param name="UserId">The user who acted.</param>
internal sealed record DecisionQuery(
    [property: FromQuery(Name = "effect")] string? Effect,
    [property: FromQuery(Name = "shadow")] string? Shadow,
    [property: FromQuery(Name = "policy")] string? Policy,
    [property: FromQuery(Name = "resource")] string? Resource,
    [property: FromQuery(Name = "user_id")] string? UserId)
{
    private const string Any = "any", Changes = "changes";

    /// <summary>The refusal that names every wrong parameter; null where none is.</summary>
    public Refusal? Check() => new ValidationErrors()
        .Require(Effect is null || PolicyEffect.IsValid(Effect), "effect", PolicyEffect.Form)
        .Require(Shadow is null or Any or Changes, "shadow", $"must be one of: {Any}, {Changes}")
        .Require(Policy is null || PolicyName.IsValid(Policy), "policy", PolicyName.Form)
        .Require(Resource is null or { Length: > 0 and <= PolicyLimits.Pattern }, "resource", $"must be 1 to {PolicyLimits.Pattern} characters long")
        .Require(UserId is null || Contracts.Values.UserId.IsValid(UserId), "user_id", Contracts.Values.UserId.Form)
        .ToRefusal();

    /// <summary>Whether a decision is meant.</summary>
    public bool Takes(DecisionResource decision) =>
        (Effect is null || decision.Effect == Effect)
        && (Shadow is null || (decision.Shadow is { } shadow && (Shadow == Any || shadow.Effect != decision.Effect)))
        && (Policy is null || decision.MatchedPolicy == Policy || decision.Shadow?.Policy == Policy)
        && (Resource is null || decision.Resource == Resource)
        && (UserId is null || decision.UserId == UserId);
}
