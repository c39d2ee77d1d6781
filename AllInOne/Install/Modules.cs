using Nanobot.Platform.Core.Modules;
using Nanobot.Services.Chat;
using Nanobot.Services.Gateway;
using Nanobot.Services.Reports;
using Nanobot.Services.Scheduler;
using Nanobot.Services.Tenants;

namespace Nanobot.AllInOne.Install;

/// <summary>The modules of the process, in the order in which they start; the gateway, which lets requests in, comes last and goes first.</summary>
internal static class Modules
{
    /// <summary>Those behind the gateway.</summary>
    public static IReadOnlyList<ModuleDefinition> Services { get; } =
        [TenantsModule.Definition, ChatModule.Definition, ReportsModule.Definition, SchedulerModule.Definition];

    /// <summary>The only one with a port.</summary>
    public static ModuleDefinition Gateway => GatewayModule.Definition;
}
