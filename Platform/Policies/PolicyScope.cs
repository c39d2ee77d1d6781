namespace Nanobot.Platform.Policies;

/// <summary>Whose set a policy stands in. Where two policies of one priority and effect match, the one of the earlier scope is named.</summary>
public enum PolicyScope
{
    /// <summary>The installation's; its priorities reach beyond those of tenants.</summary>
    Installation,

    /// <summary>A tenant's own.</summary>
    Tenant,

    /// <summary>What comes with the suite, below every priority that can be written.</summary>
    Default,
}
