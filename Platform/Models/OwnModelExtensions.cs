using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Ai.Own;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Web.Hosting;

namespace Nanobot.Platform.Models;

/// <summary>Registers models that tenants and users have brought.</summary>
public static class OwnModelExtensions
{
    /// <summary>
    /// Has the module's model be, for whoever has brought any, one of these: sections <c>Ai:Own</c>, <c>Secrets</c> and <c>Web</c>. Beside the module's model and its rights, which
    /// say what there is.
    /// </summary>
    public static void AddOwnModels(this IHostApplicationBuilder builder)
    {
        builder.AddWeb();
        builder.AddTenantSecrets();
        builder.Services.AddSingleton<IOwnModels, BroughtModels>();
        builder.Services.AddSingleton<IOwnConnections, OwnConnections>();
    }
}
