namespace Nanobot.Platform.Policies.Conditions;

/// <summary>Whose attributes conditions ask for: those of others than the request are fetched only where somebody asks.</summary>
[Flags]
public enum AttributeGroups
{
    /// <summary>Nobody's.</summary>
    None = 0,

    /// <summary>The request's, or any that may be given.</summary>
    Request = 1,

    /// <summary>The tenant's.</summary>
    Tenant = 2,

    /// <summary>The user's.</summary>
    User = 4,

    /// <summary>The key's.</summary>
    Key = 8,
}
