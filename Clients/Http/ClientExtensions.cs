using Microsoft.Extensions.Hosting;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Clients.Http;

/// <summary>Registers the facades of other modules; by what way each module is reached, <c>Modules:{name}:Binding</c> says.</summary>
public static class ClientExtensions
{
    /// <summary>Adds <see cref="IUsers"/>.</summary>
    public static void AddUsers(this IHostApplicationBuilder builder) => builder.AddModuleClient<IUsers, UsersClient>(Operations.Tenants.Module);

    /// <summary>Adds <see cref="ITenantStandings"/>; for modules that work for tenants in the background.</summary>
    public static void AddTenantStandings(this IHostApplicationBuilder builder) => builder.AddModuleClient<ITenantStandings, TenantStandingsClient>(Operations.Tenants.Module);

    /// <summary>Adds <see cref="IAuditKeeper"/>; for modules whose operators change what concerns no tenant.</summary>
    public static void AddAuditKeeper(this IHostApplicationBuilder builder) => builder.AddModuleClient<IAuditKeeper, AuditKeeperClient>(Operations.Tenants.Module);

    /// <summary>Adds <see cref="IReports"/>.</summary>
    public static void AddReports(this IHostApplicationBuilder builder) => builder.AddModuleClient<IReports, ReportsClient>(Operations.Reports.Module);

    /// <summary>Adds <see cref="ISchedules"/>.</summary>
    public static void AddSchedules(this IHostApplicationBuilder builder) => builder.AddModuleClient<ISchedules, SchedulesClient>(Operations.Scheduler.Module);

    /// <summary>Adds <see cref="IWorkspaces"/>.</summary>
    public static void AddWorkspaces(this IHostApplicationBuilder builder) => builder.AddModuleClient<IWorkspaces, WorkspacesClient>(Operations.Chat.Module);
}
