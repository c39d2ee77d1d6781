namespace Nanobot.Platform.Data;

/// <summary>Suffixes of the restricted logins of a service's database.</summary>
internal static class DatabaseLogins
{
    /// <summary>Bound to one tenant at a time by row-level security.</summary>
    public const string Application = "app";

    /// <summary>Sees across tenants, but only the tables that let it.</summary>
    public const string Platform = "platform";
}
