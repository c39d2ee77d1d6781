using System.Text.Json;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Policies;

namespace Nanobot.Bench;

/// <summary>A module that answers at once, so that what is measured is what stands before it.</summary>
internal static class StubModule
{
    private static readonly byte[] Answer = """{"items":[],"next_cursor":null}"""u8.ToArray();

    public static WebApplication Build(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        app.MapPost("/internal/credentials/resolve", (KeyQuestion question) => Results.Json(
            new ResolvedCredential(question.KeyHash[..16], "user", "ada", null, Tenant(BenchCredentials.TenantOf(question.KeyHash))), options));
        app.MapGet("/internal/tenants/{id}", (string id) => Results.Json(Tenant(id), options));
        app.MapGet("/internal/tenants/{id}/users/{user}", (string id, string user) => Results.Json(new UserSnapshot(id, user), options));
        app.MapGet("/internal/tenants/{id}/policies", (string id) => Results.Json(
            new PolicySources(id, "UTC", "0.0", new VersionedPolicies(0, []), new VersionedPolicies(0, [])), options));
        app.MapGet("/internal/policies", () => Results.Json(new VersionedPolicies(0, []), options));
        app.MapGet("/internal/changes", () => Results.Json(new { last = 0L, changes = Array.Empty<object>() }, options));
        app.MapGet("/health", () => Results.Json(new { status = "healthy" }));
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            // An OTLP collector over HTTP that throws everything away.
            app.MapPost($"/v1/{signal}", async http => await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted));
        }

        app.MapGet("/{**rest}", http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = Answer.Length;
            return http.Response.Body.WriteAsync(Answer).AsTask();
        });
        return app;
    }

    private static TenantSnapshot Tenant(string id) => new(id, "active", "professional", 1, "UTC");

    private sealed record KeyQuestion([property: System.Text.Json.Serialization.JsonPropertyName("key_hash")] string KeyHash);
}
