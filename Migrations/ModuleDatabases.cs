namespace Nanobot.Migrations;

/// <summary>The databases of the installation, and which service's assembly holds the SQL of each.</summary>
internal static class ModuleDatabases
{
    /// <summary>The assembly's name by the name of the database's connection strings.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["chatdb"] = "Services.Chat",
        ["reportsdb"] = "Services.Reports",
        ["schedulerdb"] = "Services.Scheduler",
        ["tenantsdb"] = "Services.Tenants",
    };
}
