using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>A module on a free port that remembers what reached it and, where no route says otherwise, echoes it.</summary>
internal sealed class StubModule : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubModule(WebApplication app) => _app = app;

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public static async Task<StubModule> StartAsync(Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // What still waits in a handler when a test ends is not waited for.
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.UTF8;
            // How much comes is the gateway's to say.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        var stub = new StubModule(app);
        app.Use(async (http, next) =>
        {
            stub.Seen.Enqueue(SeenRequest.Of(http));
            await next(http);
        });
        map?.Invoke(app);
        app.MapGet("/health", () => Results.Json(new { status = "healthy" }));
        app.MapFallback("{**path}", async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await http.Response.WriteAsJsonAsync(SeenRequest.Of(http));
        });
        await app.StartAsync();
        return stub;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
