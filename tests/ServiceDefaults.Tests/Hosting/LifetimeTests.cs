using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Hosting;

/// <summary>What lives as long as the process holds nothing that is one request's, in whichever environment it runs.</summary>
public sealed class LifetimeTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void A_module_with_something_that_would_hold_it_is_not_built(string environment)
    {
        var failure = Assert.Throws<AggregateException>(() => Build(environment, static builder => builder.Services.AddScoped<OneRequests>().AddSingleton<EveryRequests>()));

        Assert.Contains(nameof(OneRequests), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_without_it_is()
    {
        await using var app = Build("Production", static builder => builder.Services.AddScoped<OneRequests>().AddScoped<EveryRequests>());

        await using var scope = app.Services.CreateAsyncScope();
        Assert.NotNull(scope.ServiceProvider.GetService<EveryRequests>());
    }

    private static WebApplication Build(string environment, Action<WebApplicationBuilder> services)
    {
        var builder = WebApplication.CreateBuilder(["--environment", environment]);
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("probed"));
        return ModuleHost.Build(builder, new ModuleDefinition { Name = "probed", Services = services, Endpoints = static _ => { } });
    }

    private sealed class OneRequests;

    private sealed class EveryRequests(OneRequests one)
    {
        public OneRequests One => one;
    }
}
