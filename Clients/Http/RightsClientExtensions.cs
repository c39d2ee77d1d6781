using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Rights.Known;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Replicas;

namespace Nanobot.Clients.Http;

/// <summary>Registers what policies let be used in a module.</summary>
public static class RightsClientExtensions
{
    /// <summary>Adds <see cref="ModuleRights"/>, which asks the module <c>tenants</c> over HTTP; needs a <c>ModuleCache</c>; section <c>Policies</c>.</summary>
    public static void AddRights(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<RightsOptions, RightsOptionsValidator>("Policies");
        builder.AddModuleClient<IPolicySource<TenantContext>, RightsClient>(Operations.Tenants.Module);
        builder.AddModuleClient<IOwnModelSource, OwnModelsClient>(Operations.Tenants.Module);
        builder.Services.AddHttpClient<IChangeSource, ChangeVersionClient>(static client => client.BaseAddress = ModuleAddresses.Of(Operations.Tenants.Module))
            .AddReplicas()
            // No spans: it is no part of the work that happens to wait for it.
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { ActivityHeadersPropagator = null, UseProxy = false, AllowAutoRedirect = false });
        builder.AddFreshness();
        builder.AddModuleRights(static services => services.GetRequiredService<IOptions<RightsOptions>>().Value.ToMemory());
    }
}
