using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Services.Chat;
using Nanobot.Services.Tenants;
using Nanobot.Testing.Stores;
using Nanobot.Testing;
using OpenTelemetry.Metrics;
using OpenTelemetry;

namespace Nanobot.Architecture.Tests;

/// <summary>The tenants and the chat module in this process, each built from its definition, with one configuration for both.</summary>
internal sealed class SharedProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings = new(StringComparer.Ordinal)
    {
        ["urls"] = "http://127.0.0.1:0",
        ["ConnectionStrings:cache"] = SuiteStores.Shared.CreateRedis(),
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
        ["Messaging:PollInterval"] = "00:00:00.050",
        ["Messaging:ReadBlock"] = "00:00:00.200",
        ["services:reports:http:0"] = "http://127.0.0.1:1",
        ["services:scheduler:http:0"] = "http://127.0.0.1:1",
    };

    private readonly HttpClient _http = new();

    public InProcess Tenants { get; private set; } = null!;

    public InProcess Chat { get; private set; } = null!;

    public static async Task<SharedProcess> StartAsync()
    {
        var process = new SharedProcess();
        process.Tenants = await process.StartAsync(TenantsModule.Definition);
        process._settings["services:tenants:http:0"] = process.Tenants.Address;
        process.Chat = await process.StartAsync(ChatModule.Definition);
        return process;
    }

    public async Task<HttpResponseMessage> SendAsync(InProcess module, HttpMethod method, string path, TenantContext? context = null, object? body = null)
    {
        using var request = new HttpRequestMessage(method, module.Address + path);
        request.Content = body is null ? null : JsonContent.Create(body);
        if (context is not null)
        {
            TenantContextHeaders.Write(request.Headers, context, TestContexts.Codec());
        }

        return await _http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Chat.App.DisposeAsync();
        await Tenants.App.DisposeAsync();
    }

    private async Task<InProcess> StartAsync(ModuleDefinition module)
    {
        var database = module.Stores.OfType<ModuleDatabase>().Single();
        var owner = SuiteStores.Shared.CreateDatabase(database.Name);
        await TestDatabase.MigrateAsync(owner, database.Migrations);
        foreach (var (key, value) in TestDatabase.Settings(database.Name, owner))
        {
            _settings[key] = value;
        }

        foreach (var (key, value) in TestKeys.Settings(module.Name))
        {
            // Each module's own key is its own; the public ones are everybody's.
            _settings[key.StartsWith("Tenancy:SigningKeys", StringComparison.Ordinal) ? $"Modules:{module.Name}:{key}" : key] = value;
        }

        var builder = WebApplication.CreateBuilder(["--environment", "Production"]);
        foreach (var (key, value) in _settings)
        {
            builder.Configuration[key] = value;
        }

        var spans = new ConcurrentBag<Activity>();
        var metrics = new List<MetricSnapshot>();
        builder.Services.AddSingleton<BaseExporter<Activity>>(new Collector(spans));
        builder.Services.ConfigureOpenTelemetryMeterProvider(provider => provider.AddInMemoryExporter(metrics));
        var app = ModuleHost.Build(builder, module);
        await app.StartAsync();
        return new InProcess(app, app.Urls.Single(), owner, spans, metrics);
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
