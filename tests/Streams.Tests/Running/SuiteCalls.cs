using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Streams.Tests.Running;

/// <summary>Calls of a gateway that have to succeed.</summary>
internal static class SuiteCalls
{
    /// <summary>Calls, again while it is asked to come again as on a machine that is busy with starting all of it; a failure says what came back.</summary>
    public static async Task<JsonElement> SendAsync(HttpClient http, Uri gateway, HttpMethod method, string path, string key, object? body = null)
    {
        var (status, text) = await Eventually.GetAsync(async () =>
        {
            using var request = new HttpRequestMessage(method, new Uri(gateway, path)) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Add("X-API-Key", key);
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }, static answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);
        Assert.True((int)status is >= 200 and < 300, $"{method} {path}: {(int)status} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text.Length == 0 ? "{}" : text);
    }

    /// <summary>Waits until a gateway answers the operator by what all modules say of themselves.</summary>
    public static Task HealthyAsync(HttpClient http, Uri gateway, TimeSpan? within = null) => Eventually.GetAsync(() => ToldAsync(http, gateway), static told => told.Status == "healthy", within);

    /// <summary>What a gateway says of all modules.</summary>
    public static async Task<string> HealthAsync(HttpClient http, Uri gateway) => (await ToldAsync(http, gateway)).Status;

    // And why it says so.
    private static async Task<(string Status, string Why)> ToldAsync(HttpClient http, Uri gateway)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(gateway, "/health"));
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var status = told.GetProperty("status");
            // A number is a problem's: even that question was not answered in time.
            return (status.ValueKind == JsonValueKind.String ? status.GetString()! : $"problem {status}", told.ToString());
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException)
        {
            return ("unreached", exception.Message);
        }
    }

    /// <summary>Makes a tenant, and returns the key of its administrator.</summary>
    public static async Task<string> TenantAsync(HttpClient http, Uri gateway, string tenant)
    {
        await SendAsync(http, gateway, HttpMethod.Post, "/tenants", ModuleSuite.OperatorKey, new { tenant_id = tenant, name = tenant, tier = "enterprise" });
        return (await SendAsync(http, gateway, HttpMethod.Post, $"/tenants/{tenant}/keys", ModuleSuite.OperatorKey, new { role = "tenant_admin" })).GetProperty("key").GetString()!;
    }

    /// <summary>Makes a user, and returns its key.</summary>
    public static async Task<string> UserAsync(HttpClient http, Uri gateway, string tenant, string admin, string user)
    {
        await SendAsync(http, gateway, HttpMethod.Post, "/users", admin, new { user_id = user });
        return (await SendAsync(http, gateway, HttpMethod.Post, $"/tenants/{tenant}/keys", ModuleSuite.OperatorKey, new { role = "user", user_id = user })).GetProperty("key").GetString()!;
    }
}
