using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Nanobot.Suite.Tests.Dashboard;

/// <summary>The whole suite with its dashboard, as the AppHost describes it.</summary>
public sealed class DashboardSuite : IAsyncLifetime
{
    public static readonly IReadOnlyList<string> Services = ["gateway", "tenants", "chat", "reports", "scheduler"];
    public static readonly IReadOnlyList<string> Stores = ["postgres", "cache"];

    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(4);

    private DistributedApplication? _app;
    private HttpClient? _gateway;

    public string LoginUrl { get; private set; } = "";

    public string OperatorKey { get; private set; } = "";

    public async Task InitializeAsync()
    {
        using var deadline = new CancellationTokenSource(StartDeadline);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["--ephemeral=true"], (options, _) => options.DisableDashboard = false, deadline.Token);
        OperatorKey = RandomNumberGenerator.GetHexString(40, lowercase: true);
        builder.Configuration["Parameters:operator-key"] = OperatorKey;
        _app = await builder.BuildAsync(deadline.Token);
        await _app.StartAsync(deadline.Token);
        foreach (var resource in Services)
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, deadline.Token);

        var token = builder.Configuration["AppHost:BrowserToken"];
        LoginUrl = new Uri(_app.GetEndpoint("aspire-dashboard", "http"), $"/login?t={token}").ToString();
        _gateway = _app.CreateHttpClient("gateway");
    }

    /// <summary>A new tenant's new user says something to the assistant.</summary>
    /// <returns>The tenant's id.</returns>
    public async Task<string> SendChatMessageAsync()
    {
        var tenant = $"t-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";
        await PostAsync(OperatorKey, "/tenants", new JsonObject { ["tenant_id"] = tenant, ["name"] = tenant, ["tier"] = "professional" });
        var admin = await PostAsync(OperatorKey, $"/tenants/{tenant}/keys", new JsonObject { ["role"] = "tenant_admin" });
        var adminKey = (string)admin["key"]!;
        await PostAsync(adminKey, "/users", new JsonObject { ["user_id"] = "ada" });
        var user = await PostAsync(adminKey, "/users/ada/tokens", new JsonObject());
        var token = (string)user["access_token"]!;
        // What the gateway asks about a token that it sees for the first time is asked in no tenant's name.
        using (var first = new HttpRequestMessage(HttpMethod.Get, "/sessions"))
        {
            first.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var seen = await _gateway!.SendAsync(first);
            seen.EnsureSuccessStatusCode();
        }

        await PostAsync(token, "/chat", new JsonObject { ["message"] = "Write notes.md: watch the results" });
        return tenant;
    }

    public async Task DisposeAsync()
    {
        _gateway?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private async Task<JsonNode> PostAsync(string credential, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        using var response = await _gateway!.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"POST {path} answered {(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
