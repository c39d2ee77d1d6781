using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Objects.Hosting;
using Nanobot.Platform.Tests.Work;

namespace Nanobot.Platform.Tests.Objects;

/// <summary>The object store as a module has it.</summary>
internal sealed class ObjectsHost : IDisposable, ILoggerProvider
{
    private readonly IHost _host;
    private readonly LogLines _log = new();

    public ObjectsHost(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Production" });
        foreach (var (key, value) in settings)
        {
            // Of equal keys the last holds.
            builder.Configuration[$"Objects:{key}"] = value;
        }

        builder.Services.AddSingleton(new Module("things", "1"));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new Backoff(new Random(7)));
        builder.Services.AddMetrics();
        builder.Logging.AddProvider(this);
        builder.AddObjects();
        _host = builder.Build();
        Store = _host.Services.GetRequiredService<IObjectStore>();
    }

    public IObjectStore Store { get; }

    public IServiceProvider Services => _host.Services;

    public IReadOnlyCollection<string> Log => _log.Lines;

    public async Task<HealthReportEntry> HealthAsync() =>
        (await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["objects"];

    public ILogger CreateLogger(string categoryName) => _log;

    public void Dispose() => _host?.Dispose();
}
