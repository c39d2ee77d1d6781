using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data;

namespace Nanobot.Platform.Tests.Metering;

internal static class Services
{
    public static TenantDb GetDb(this IServiceProvider services) => services.GetRequiredService<TenantDb>();
}
