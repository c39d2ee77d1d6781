using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Scheduler;

namespace Nanobot.Bench.Firings;

/// <summary>The scheduler as its own process composes it. Started it works by itself; not started, its services can be called one by one.</summary>
internal static class SchedulerApp
{
    /// <summary>Builds it.</summary>
    /// <param name="stage">Redis and the tenants module.</param>
    /// <param name="database">Its database.</param>
    /// <param name="settings">Settings that are not the defaults.</param>
    public static WebApplication Build(Stage stage, BenchDatabase database, params KeyValuePair<string, string?>[] settings)
    {
        var (own, gateway, tenants) = (ContextKeyPair.Create(), ContextKeyPair.Create(), ContextKeyPair.Create());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
        [
            .. database.Settings("schedulerdb"),
            new("ConnectionStrings:cache", stage.Redis),
            new("services:tenants:http:0", stage.Tenants),
            new("Tenancy:SigningKeys:0", $"k1:{own.PrivateKey}"),
            new("Tenancy:TrustedKeys:0", $"k1:scheduler:{own.PublicKey}"),
            new("Tenancy:TrustedKeys:1", $"k2:gateway:{gateway.PublicKey}"),
            new("Tenancy:TrustedKeys:2", $"k3:tenants:{tenants.PublicKey}"),
            new("Logging:LogLevel:Default", "Warning"),
            new("urls", "http://127.0.0.1:0"),
            .. settings,
        ]);
        return ModuleHost.Build(builder, SchedulerModule.Definition);
    }
}
