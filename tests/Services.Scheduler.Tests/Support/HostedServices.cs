using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Services.Scheduler.Tests.Support;

internal static class HostedServices
{
    public static void RemoveAll<TService>(this IServiceCollection services, Func<ServiceDescriptor, bool> which)
    {
        foreach (var service in services.Where(service => service.ServiceType == typeof(TService) && which(service)).ToList())
        {
            services.Remove(service);
        }
    }
}
