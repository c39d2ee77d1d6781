using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>The gateway in process, on a real socket: paths and streams behave as they do for clients.</summary>
internal sealed class GatewayFactory : WebApplicationFactory<Program>
{
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly TimeProvider _time;
    private readonly Action<IServiceCollection>? _services;

    public GatewayFactory(IReadOnlyDictionary<string, string?> settings, TimeProvider time, Action<IServiceCollection>? services)
    {
        _services = services;
        _settings = settings;
        _time = time;
        UseKestrel(0);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.UseEnvironment("Production");
        builder.ConfigureServices(services =>
        {
            services.AddSingleton(_time);
            _services?.Invoke(services);
        });
    }
}
