using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Services.Chat;
using Nanobot.Services.Reports;
using Nanobot.Services.Scheduler;
using Nanobot.Services.Tenants;

namespace Nanobot.Migrations;

/// <summary>The databases of the installation.</summary>
internal static class ModuleDatabases
{
    private static readonly ModuleDefinition[] Modules =
        [ChatModule.Definition, ReportsModule.Definition, SchedulerModule.Definition, TenantsModule.Definition];

    /// <summary>Those of all modules that have one, by the name of their connection strings.</summary>
    public static IReadOnlyDictionary<string, ModuleDatabase> All { get; } = new SortedDictionary<string, ModuleDatabase>(
        Modules.SelectMany(static module => module.Stores).OfType<ModuleDatabase>().ToDictionary(static database => database.Name), StringComparer.Ordinal);
}
