using System.Text.Json;
using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Policies;

namespace Nanobot.Bench;

/// <summary>A module that answers at once, so that what is measured is what stands before it.</summary>
internal static class StubModule
{
    private static readonly byte[] Answer = """{"items":[],"next_cursor":null}"""u8.ToArray();

    private static readonly byte[] Event = "event: delta\ndata: {\"text\":\"a\"}\n\n"u8.ToArray();

    private static readonly byte[] Reply = """{"reply":"Hello.","session_id":"s","tool_calls":[],"usage":{"input_tokens":12,"output_tokens":2}}"""u8.ToArray();

    private const int DrippedWords = 100;

    private static readonly byte[] Delta = """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello "}}]}"""u8.ToArray()
        .Concat("\n\n"u8.ToArray()).ToArray();

    private static readonly byte[] LastDelta = """
        data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":2,"total_tokens":14}}

        data: [DONE]


        """u8.ToArray();

    private static readonly byte[] Completion = """
        {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":12,"completion_tokens":2,"total_tokens":14}}
        """u8.ToArray();

    public static WebApplication Build(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        app.MapPost("/internal/credentials/resolve", (KeyQuestion question) => Results.Json(
            new ResolvedCredential(question.KeyHash, "user", "ada", null, Tenant(BenchCredentials.TenantOf(question.KeyHash))), options));
        app.MapGet("/internal/tenants/{id}", (string id) => Results.Json(Tenant(id), options));
        app.MapGet("/internal/tenants/{id}/users/{user}", (string id, string user) => Results.Json(new UserSnapshot(id, user), options));
        app.MapGet("/internal/tenants/{id}/policies", (string id) => Results.Json(
            new PolicySources(id, "UTC", "0.0", new VersionedPolicies(0, []), new VersionedPolicies(0, [])), options));
        app.MapGet("/internal/policies", () => Results.Json(new VersionedPolicies(0, []), options));
        app.MapGet("/internal/changes", () => Results.Json(new ChangesSince(0, IsWhole: true, []), options));
        app.MapGet("/health", () => Results.Json(new { status = "healthy" }));
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            // An OTLP collector over HTTP that throws everything away.
            app.MapPost($"/v1/{signal}", async http => await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted));
        }

        app.MapPost("/internal/keys/used", static () => Results.NoContent());
        app.MapPost("/v1/chat/completions", CompleteAsync);
        app.MapPost("/chat", async http =>
        {
            if (!http.Request.Headers.Accept.ToString().Contains("event-stream", StringComparison.Ordinal))
            {
                await WriteAsync(http, Reply);
                return;
            }

            http.Response.ContentType = "text/event-stream";
            await http.Response.Body.WriteAsync(Event, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, http.RequestAborted);
            await http.Response.Body.WriteAsync(Event, http.RequestAborted);
        });
        app.MapGet("/{**rest}", static http => WriteAsync(http, Answer));
        return app;
    }

    private static async Task CompleteAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var request = await reader.ReadToEndAsync(http.RequestAborted);
        if (!request.Contains("\"stream\":true", StringComparison.Ordinal))
        {
            await WriteAsync(http, Completion);
            return;
        }

        http.Response.ContentType = "text/event-stream";
        if (request.Contains("drip ", StringComparison.Ordinal))
        {
            for (var word = 0; word < DrippedWords; word++)
            {
                await http.Response.Body.WriteAsync(Delta, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, http.RequestAborted);
            }
        }

        await http.Response.Body.WriteAsync(Delta, http.RequestAborted);
        await http.Response.Body.WriteAsync(LastDelta, http.RequestAborted);
    }

    private static Task WriteAsync(HttpContext http, byte[] json)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json).AsTask();
    }

    private static TenantSnapshot Tenant(string id) => new(id, "active", "professional", 1, "UTC");

    private sealed record KeyQuestion([property: System.Text.Json.Serialization.JsonPropertyName("key_hash")] string KeyHash);
}
