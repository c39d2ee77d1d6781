using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Aspire.Hosting;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Testing.Running;

/// <summary>The whole suite through its AppHost, on free ports, with nothing kept. Started once for a test assembly.</summary>
public sealed class SuiteFixture : IAsyncLifetime
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(3);
    private IDistributedApplicationTestingBuilder? _builder;

    public static IReadOnlyList<string> Services { get; } = ["gateway", "tenants", "chat", "reports", "scheduler"];

    public DistributedApplication App { get; private set; } = null!;

    public HttpClient Gateway { get; private set; } = null!;

    public string OperatorKey { get; private set; } = "";

    public async Task InitializeAsync()
    {
        using var deadline = new CancellationTokenSource(StartDeadline);
        foreach (var (key, value) in Plenty.Settings().Select(static setting => (setting.Key, setting.Value)))
        {
            // The modules have the environment of who starts them.
            Environment.SetEnvironmentVariable(key.Replace(":", "__", StringComparison.Ordinal), value);
        }

        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--ephemeral=true"], deadline.Token);
        App = await _builder.BuildAsync(deadline.Token);
        await App.StartAsync(deadline.Token);
        foreach (var service in Services)
        {
            await App.ResourceNotifications.WaitForResourceHealthyAsync(service, deadline.Token);
        }

        OperatorKey = await ParameterAsync("operator-key");
        Gateway = App.CreateHttpClient("gateway");
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await _builder!.DisposeAsync();
    }

    /// <summary>The key by which a module signs contexts, as whoever got hold of it has it.</summary>
    public async Task<TestKey> ContextKeyAsync(string module) =>
        new($"{module}-1", module, new ContextKeyPair(await ParameterAsync($"{module}-context-key"), ""));

    /// <summary>A client of the gateway with a credential; null for none.</summary>
    public HttpClient As(string? credential)
    {
        var client = App.CreateHttpClient("gateway");
        client.DefaultRequestHeaders.Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
        return client;
    }

    /// <summary>A new tenant with a key for its administrator.</summary>
    public async Task<SuiteTenant> CreateTenantAsync(string tier = "professional")
    {
        var tenantId = $"t-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";
        using var operators = As(OperatorKey);
        await SendAsync(operators, HttpMethod.Post, "/tenants", new { tenant_id = tenantId, name = tenantId, tier });
        var key = await SendAsync(operators, HttpMethod.Post, $"/tenants/{tenantId}/keys", new { role = "tenant_admin" });
        return new SuiteTenant(this, tenantId, key["key"]!.GetValue<string>(), key["key_id"]!.GetValue<string>());
    }

    /// <summary>Calls and requires success; the failure says what came back.</summary>
    public static async Task<JsonNode> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Default) };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text.Length == 0 ? "{}" : text)!
            : throw new HttpRequestException($"{method} {path} answered {(int)response.StatusCode}: {text}");
    }

    private async Task<string> ParameterAsync(string name) =>
        await _builder!.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == name).GetValueAsync(default)
            ?? throw new InvalidOperationException($"The parameter {name} has no value.");
}
