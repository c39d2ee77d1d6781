using System.Text.Json.Serialization;
using Nanobot.Platform.Policies;

namespace Nanobot.Platform.Rights.Recorded;

/// <summary>What was decided of a recorded request.</summary>
/// <param name="IsAllowed">Whether it was let happen.</param>
/// <param name="Policy">The policy that decided; null: none matched.</param>
/// <param name="Scope">Whose that is.</param>
/// <param name="Shadow">The policy in shadow mode that would have decided in its place; null: none.</param>
/// <param name="ShadowScope">Whose that is.</param>
/// <param name="IsShadowAllow">What it would have decided.</param>
public sealed record RecordedDecision(
    [property: JsonPropertyName("a")] bool IsAllowed,
    [property: JsonPropertyName("p")] string? Policy,
    [property: JsonPropertyName("s")] string? Scope,
    [property: JsonPropertyName("h")] string? Shadow = null,
    [property: JsonPropertyName("t")] string? ShadowScope = null,
    [property: JsonPropertyName("d")] bool? IsShadowAllow = null)
{
    internal static RecordedDecision Of(in PolicyDecision decision) => new(
        decision.Allowed, decision.Matched?.Name, decision.Matched?.ScopeName, decision.Shadow?.Name, decision.Shadow?.ScopeName, decision.Shadow?.IsAllow);
}
