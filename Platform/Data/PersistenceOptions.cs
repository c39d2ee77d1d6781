namespace Nanobot.Platform.Data;

/// <summary>Options of the database, section <c>Persistence</c>.</summary>
public sealed class PersistenceOptions
{
    /// <summary>
    /// Password that the migration gives to the service's two restricted logins, <c>{database}_app</c> and
    /// <c>{database}_platform</c>. At least 16 characters; no default.
    /// </summary>
    public string ApplicationPassword { get; set; } = "";

    /// <summary>
    /// Whether to start on a database that a newer build has migrated. Default false; set it on the older version while
    /// both run beside each other during a rolling upgrade.
    /// </summary>
    public bool AllowNewerSchema { get; set; }

    /// <summary>Most pooled connections of each login. Default 20; range 2 to 200.</summary>
    public int MaximumPoolSize { get; set; } = 20;
}
