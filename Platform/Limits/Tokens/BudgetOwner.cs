namespace Nanobot.Platform.Limits.Tokens;

/// <summary>Whose budget it is.</summary>
public enum BudgetOwner
{
    /// <summary>All of the tenant's, for a day.</summary>
    Tenant,

    /// <summary>One user's, for a day.</summary>
    User,

    /// <summary>One API key's, for a day.</summary>
    Key,

    /// <summary>One run's, for as long as it takes.</summary>
    Run,
}
