using System.Text.Json;

namespace Nanobot.Bench;

/// <summary>Tenants of a running suite, made for a measurement, and clients of their users.</summary>
internal static class BenchTenant
{
    /// <summary>Makes the tenant <paramref name="name"/>, and clients of <paramref name="count"/> users of it.</summary>
    public static async Task<List<HttpClient>> ClientsAsync(Uri gateway, string operatorKey, string name, int count)
    {
        var tenant = $"bench-{Environment.ProcessId}-{name}";
        using var installation = Client(gateway, "X-API-Key", operatorKey);
        await PostAsync(installation, "tenants", new { tenant_id = tenant, name = "Bench", tier = "enterprise" });
        using var administrator = Client(gateway, "X-API-Key", (await PostAsync(installation, $"tenants/{tenant}/keys", new { role = "tenant_admin" })).GetProperty("key").GetString()!);
        var clients = new List<HttpClient>();
        for (var number = 0; number < count; number++)
        {
            await PostAsync(administrator, "users", new { user_id = $"user-{number}", initial_data = new { preferences = new { language = "en" } } });
            var token = await PostAsync(administrator, $"users/user-{number}/tokens", new { });
            clients.Add(Client(gateway, "Authorization", $"Bearer {token.GetProperty("access_token").GetString()}"));
        }

        return clients;
    }

    /// <summary>A client that pays for no connection twice.</summary>
    public static HttpClient Client(Uri address, string? header = null, string? value = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null, UseCookies = false, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = address, Timeout = TimeSpan.FromMinutes(2),
        };
        if (header is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        }

        return client;
    }

    /// <summary>Sends JSON, and reads what is answered.</summary>
    public static async Task<JsonElement> PostAsync<T>(HttpClient client, string path, T body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {text}");
    }
}
