using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Platform.Web.Reading;

namespace Nanobot.Platform.Web.Hosting;

/// <summary>Registers what asks the web.</summary>
public static class WebExtensions
{
    /// <summary>Adds <see cref="GuardedHandlers"/> and <see cref="WebReader"/>.</summary>
    public static void AddWeb(this IHostApplicationBuilder builder)
    {
        builder.AddWebAddresses();
        builder.AddValidatedOptions<WebReadingOptions, WebReadingOptionsValidator>("Web:Reading");
        builder.Services.TryAddSingleton<IDialer, SocketDialer>();
        builder.Services.TryAddSingleton<GuardedConnections>();
        builder.Services.TryAddSingleton(static services => new GuardedHandlers(services.GetRequiredService<WebGuard>(), services.GetRequiredService<GuardedConnections>()));
        builder.Services.TryAddSingleton<WebReader>();
    }

    /// <summary>Adds <see cref="WebAddresses"/>, for whoever keeps addresses that others ask.</summary>
    public static void AddWebAddresses(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<WebGuardOptions, WebGuardOptionsValidator>("Web");
        builder.Services.TryAddSingleton<IHostResolver, SystemResolver>();
        builder.Services.TryAddSingleton<WebGuard>();
        builder.Services.TryAddSingleton(static services => new WebAddresses(services.GetRequiredService<WebGuard>()));
    }
}
