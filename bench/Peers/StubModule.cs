using System.Text.Json;
using Nanobot.Contracts.Credentials;

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
        var credential = new ResolvedCredential("bench", "user", "ada", null, new TenantSnapshot("bench", "active", "professional", 1, "UTC"));
        app.MapPost("/internal/credentials/resolve", () => Results.Json(credential, options));
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
}
