namespace Nanobot.Contracts.Values;

/// <summary>Whether what a policy decides is done.</summary>
public sealed record PolicyMode : Choice<PolicyMode>, IChoice<PolicyMode>
{
    private PolicyMode(string value)
        : base(value)
    {
    }

    /// <summary>It is done.</summary>
    public static PolicyMode Enforce { get; } = new("enforce");

    /// <summary>It is decided and recorded, and everything goes on as if the policy were not there.</summary>
    public static PolicyMode Shadow { get; } = new("shadow");

    /// <inheritdoc />
    public static IReadOnlyList<PolicyMode> All { get; } = [Enforce, Shadow];
}
