using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Platform.Messaging.Running;

/// <summary>Registers what looks after running work.</summary>
public static class RunningWorkExtensions
{
    /// <summary>Ends running work of tenants that may not be used any more also where that was not heard; needs an <see cref="Tenancy.ITenantStandings"/>.</summary>
    public static void AddRunningWorkWatch(this IServiceCollection services) => services.AddHostedService<RunningWorkWatch>();
}
