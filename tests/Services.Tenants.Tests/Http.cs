using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Reads answers and asserts refusals.</summary>
internal static class Http
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());

    public static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>Asserts a problem document of that status and code, and returns it.</summary>
    public static async Task<JsonElement> AssertRefusedAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem;
    }

    /// <summary>Asserts a 400 that names exactly <paramref name="fields"/>.</summary>
    public static async Task AssertInvalidAsync(this HttpResponseMessage response, params string[] fields)
    {
        var problem = await response.AssertRefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Equal(fields.Order(), problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    /// <summary>Resolves a key as the gateway does: by the hash of its whole text.</summary>
    public static async Task<HttpResponseMessage> ResolveAsync(this ServiceFactory<Program> app, string key, bool goesByScopes = false)
    {
        using var client = app.ClientFor(TestContexts.Gateway);
        return await client.PostAsJsonAsync($"/internal/credentials/resolve{(goesByScopes ? "?scopes=true" : "")}",
            new { key_hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) });
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
