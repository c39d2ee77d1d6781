namespace Nanobot.Contracts.Values;

/// <summary>What a policy does with what it matches.</summary>
public sealed record PolicyEffect : Choice<PolicyEffect>, IChoice<PolicyEffect>
{
    private PolicyEffect(string value)
        : base(value)
    {
    }

    /// <summary>It may happen.</summary>
    public static PolicyEffect Allow { get; } = new("allow");

    /// <summary>It may not; among policies of one priority this beats allow.</summary>
    public static PolicyEffect Deny { get; } = new("deny");

    /// <inheritdoc />
    public static IReadOnlyList<PolicyEffect> All { get; } = [Allow, Deny];
}
