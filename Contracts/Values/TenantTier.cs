namespace Nanobot.Contracts.Values;

/// <summary>The plan that a tenant is on.</summary>
public sealed record TenantTier : Choice<TenantTier>, IChoice<TenantTier>
{
    private TenantTier(string value)
        : base(value)
    {
    }

    /// <summary>For trying.</summary>
    public static TenantTier Free { get; } = new("free");

    /// <summary>For a small team.</summary>
    public static TenantTier Basic { get; } = new("basic");

    /// <summary>For a company.</summary>
    public static TenantTier Professional { get; } = new("professional");

    /// <summary>For a large one.</summary>
    public static TenantTier Enterprise { get; } = new("enterprise");

    /// <inheritdoc />
    public static IReadOnlyList<TenantTier> All { get; } = [Free, Basic, Professional, Enterprise];
}
