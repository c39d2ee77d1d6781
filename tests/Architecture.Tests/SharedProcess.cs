using System.Net.Http.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat;
using Nanobot.Services.Tenants;
using Nanobot.Testing.Stores;
using Nanobot.Testing;

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
        process.Tenants = await InProcess.StartAsync(TenantsModule.Definition, process._settings);
        process._settings["services:tenants:http:0"] = process.Tenants.Address;
        process.Chat = await InProcess.StartAsync(ChatModule.Definition, process._settings);
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
}
