namespace Nanobot.Contracts.Policies;

/// <summary>What was decided of a request.</summary>
/// <param name="Allowed">Whether it may happen.</param>
/// <param name="Effect">allow or deny.</param>
/// <param name="MatchedPolicy">The policy that decided; null where none matched.</param>
/// <param name="MatchedScope">tenant, installation or default: whose policy that is; null where none matched.</param>
/// <param name="Reason">The same for people.</param>
/// <param name="ConditionsMet">The conditions of that policy, all of which held: time, ip, attributes[0], …</param>
/// <param name="EvaluationTime">The moment for which it was decided.</param>
/// <param name="Shadow">What a policy in shadow mode would have decided in its place; null where none would.</param>
public sealed record PolicyOutcome(
    bool Allowed,
    string Effect,
    string? MatchedPolicy,
    string? MatchedScope,
    string Reason,
    IReadOnlyList<string> ConditionsMet,
    DateTimeOffset EvaluationTime,
    ShadowOutcome? Shadow);
