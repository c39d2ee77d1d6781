using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;

namespace Nanobot.Platform.Policies;

/// <summary>What was decided of one request.</summary>
/// <param name="Matched">The policy that decided; null where none matched, which denies.</param>
/// <param name="Shadow">The policy in shadow mode that would have decided in its place; null where none would.</param>
/// <param name="At">The moment for which it was decided.</param>
public readonly record struct PolicyDecision(CompiledPolicy? Matched, CompiledPolicy? Shadow, DateTimeOffset At)
{
    private const string NoneMatched = "Denied: no policy matches.";

    /// <summary>Whether it may happen.</summary>
    public bool Allowed => Matched is { IsAllow: true };

    /// <summary>The same as a policy says it: allow or deny.</summary>
    public string Effect => EffectOf(Allowed);

    /// <summary>Why, for people.</summary>
    public string Reason => Matched?.Reason ?? NoneMatched;

    /// <summary>The conditions of the policy that decided, all of which held.</summary>
    public IReadOnlyList<string> ConditionsMet => Matched?.ConditionsMet ?? [];

    /// <summary>As it is answered and recorded.</summary>
    public PolicyOutcome ToOutcome() => new(Allowed, Effect, Matched?.Name, Matched?.ScopeName, Reason, ConditionsMet, At,
        Shadow is null ? null : new ShadowOutcome(EffectOf(Shadow.IsAllow), Shadow.Name, Shadow.ScopeName));

    private static string EffectOf(bool isAllow) => (isAllow ? PolicyEffect.Allow : PolicyEffect.Deny).Value;
}
