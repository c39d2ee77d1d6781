using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>How long a stop waits for what runs.</summary>
internal static class ShutdownExtensions
{
    /// <summary>Gives the host the limit of <see cref="HostingOptions"/>.</summary>
    public static void AddShutdownLimit(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<HostingOptions, HostingOptionsValidator>(HostingOptions.Section);
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<HostingOptions>>(static (host, hosting) =>
        {
            try
            {
                host.ShutdownTimeout = hosting.Value.ShutdownTimeout;
            }
            catch (InvalidOperationException unbound)
            {
                // The host asks while it is built, ahead of the check of all options. The message names the key.
                throw new StartupException(unbound.Message, unbound);
            }
        });
    }
}
