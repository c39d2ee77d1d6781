using Microsoft.Extensions.Hosting;
using Nanobot.Clients.Http;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Clients;

/// <summary>Registers the facades of other modules.</summary>
public static class ClientExtensions
{
    /// <summary>Adds <see cref="IUsers"/>, over HTTP.</summary>
    public static void AddUsers(this IHostApplicationBuilder builder) => builder.AddModuleClient<IUsers, UsersClient>(Operations.Tenants.Module);

    /// <summary>Adds <see cref="IReports"/>, over HTTP.</summary>
    public static void AddReports(this IHostApplicationBuilder builder) => builder.AddModuleClient<IReports, ReportsClient>(Operations.Reports.Module);
}
