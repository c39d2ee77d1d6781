using System.ComponentModel.DataAnnotations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.PutFiringState;

/// <summary>Body of <c>PUT /schedule/operations/state</c>.</summary>
/// <param name="State">Whether jobs fire from now on.</param>
/// <param name="Reason">Why, for the operators who come after; absent: no reason.</param>
internal sealed record FiringStateRequest(
    [property: Required, AllowedValues(FiringState.Running, FiringState.Draining, FiringState.Paused)] string? State = null,
    [property: StringLength(FiringStateRequest.LongestReason, MinimumLength = 1)] string? Reason = null)
{
    public const int LongestReason = 500;

    public void Check(ValidationErrors errors) => errors
        .OneOf(State, "state", FiringState.Names)
        .Length(Reason, "reason", 1, LongestReason)
        .Require(Reason is null || Text.IsClean(Reason), "reason", Text.Unclean);
}
