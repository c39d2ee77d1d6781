namespace Nanobot.Platform.Policies;

/// <summary>What a policy has to do with a request.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Failed">Why it does not match: enabled, principals, resources, actions, conditions.time, …; empty where it does.</param>
public sealed record ExplainedPolicy(CompiledPolicy Policy, IReadOnlyList<string> Failed)
{
    /// <summary>Whether it matches.</summary>
    public bool Matches => Failed.Count == 0;
}
