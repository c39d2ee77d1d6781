namespace Nanobot.Contracts.Values;

/// <summary>Where a tenant stands.</summary>
public sealed record TenantStatus : Choice<TenantStatus>, IChoice<TenantStatus>
{
    private TenantStatus(string value)
        : base(value)
    {
    }

    /// <summary>May be used.</summary>
    public static TenantStatus Active { get; } = new("active");

    /// <summary>May be used for a term.</summary>
    public static TenantStatus Trial { get; } = new("trial");

    /// <summary>May not be used until it is activated again.</summary>
    public static TenantStatus Suspended { get; } = new("suspended");

    /// <summary>Its term has ended.</summary>
    public static TenantStatus Expired { get; } = new("expired");

    /// <summary>Is gone.</summary>
    public static TenantStatus Deleted { get; } = new("deleted");

    /// <inheritdoc />
    public static IReadOnlyList<TenantStatus> All { get; } = [Active, Trial, Suspended, Expired, Deleted];

    /// <summary>Whether a tenant of that status is let in.</summary>
    public bool IsUsable => this == Active || this == Trial;
}
