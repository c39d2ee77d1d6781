namespace Nanobot.Platform.Data;

/// <summary>Options of the database, section <c>Persistence</c>.</summary>
public sealed class PersistenceOptions
{
    /// <summary>
    /// Whether to work with a database that a newer build has migrated. Default false; set it on the older version while
    /// both run beside each other during a rolling upgrade.
    /// </summary>
    public bool AllowNewerSchema { get; set; }

    /// <summary>Most pooled connections of each login. Default 20; range 2 to 200.</summary>
    public int MaximumPoolSize { get; set; } = 20;
}
