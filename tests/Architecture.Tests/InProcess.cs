using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data.Hosting;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Nanobot.Architecture.Tests;

/// <summary>A module that runs in the process of the tests.</summary>
internal sealed record InProcess(WebApplication App, string Address, string DatabaseOwner, ConcurrentBag<Activity> Exported, List<MetricSnapshot> Metrics)
{
    /// <summary>Starts a module from its definition on a free port, with a database of its own where it has one; the settings are completed for it.</summary>
    /// <param name="module">The module.</param>
    /// <param name="settings">The settings, to which those of the module are added.</param>
    /// <param name="prepare">What else is done to its builder, once it has the settings.</param>
    public static async Task<InProcess> StartAsync(ModuleDefinition module, Dictionary<string, string?> settings, Action<WebApplicationBuilder>? prepare = null)
    {
        var owner = "";
        if (module.Stores.OfType<ModuleDatabase>().SingleOrDefault() is { } database)
        {
            owner = SuiteStores.Shared.CreateDatabase(database.Name);
            await TestDatabase.MigrateAsync(owner, database.Migrations);
            foreach (var (key, value) in TestDatabase.Settings(database.Name, owner))
            {
                settings[key] = value;
            }
        }

        foreach (var (key, value) in TestKeys.Settings(module.Name))
        {
            // Each module's own key is its own; the public ones are everybody's.
            settings[key.StartsWith("Tenancy:SigningKeys", StringComparison.Ordinal) ? $"Modules:{module.Name}:{key}" : key] = value;
        }

        var builder = WebApplication.CreateBuilder(["--environment", "Production"]);
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        var spans = new ConcurrentBag<Activity>();
        var metrics = new List<MetricSnapshot>();
        builder.Services.AddSingleton<BaseExporter<Activity>>(new Collector(spans));
        builder.Services.ConfigureOpenTelemetryMeterProvider(provider => provider.AddInMemoryExporter(metrics));
        prepare?.Invoke(builder);
        var app = ModuleHost.Build(builder, module);
        await app.StartAsync();
        return new InProcess(app, app.Urls.SingleOrDefault() ?? "", owner, spans, metrics);
    }

    /// <summary>All that it has sent so far.</summary>
    public List<Activity> Spans()
    {
        App.Services.GetRequiredService<TracerProvider>().ForceFlush();
        return [.. Exported];
    }

    public HashSet<string> Instruments()
    {
        App.Services.GetRequiredService<MeterProvider>().ForceFlush();
        return [.. Metrics.Select(static metric => metric.Name)];
    }

    private sealed class Collector(ConcurrentBag<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                spans.Add(span);
            }

            return ExportResult.Success;
        }
    }
}
