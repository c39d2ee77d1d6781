using Nanobot.Platform.Core.Modules;
using Nanobot.Services.Chat;
using Nanobot.Services.Gateway;
using Nanobot.Services.Reports;
using Nanobot.Services.Scheduler;
using Nanobot.Services.Tenants;

namespace Nanobot.Architecture.Tests;

/// <summary>The modules, as their definitions say.</summary>
internal static class AllModules
{
    /// <summary>Those behind the gateway, each but tenants behind one that it calls.</summary>
    public static IReadOnlyList<ModuleDefinition> Services { get; } = [TenantsModule.Definition, ReportsModule.Definition, SchedulerModule.Definition, ChatModule.Definition];

    /// <summary>The gateway and the others.</summary>
    public static IReadOnlyList<ModuleDefinition> All { get; } =
        [GatewayModule.Definition, TenantsModule.Definition, ChatModule.Definition, ReportsModule.Definition, SchedulerModule.Definition];
}
