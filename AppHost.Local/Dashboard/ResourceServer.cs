using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Dashboard.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>The resource service on a free loopback port: HTTP/2 in clear text, every call with the key of this run.</summary>
internal sealed class ResourceServer(WebApplication app, IResourceView view, string key) : IAsyncDisposable
{
    public const string KeyHeader = "x-resource-service-api-key";
    public const string PathPrefix = "/aspire.v1.DashboardService/";

    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(2);

    private readonly ResourceService _service = new(view);
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    public string Url => app.Urls.Single();

    public static async Task<ResourceServer> StartAsync(IResourceView view, string key, CancellationToken ct)
    {
        // The empty builder reads no ASPNETCORE_* variables: those are the services', not this server's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);

            // Watches are open, and silent, for as long as the page is.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });

        var app = builder.Build();
        var server = new ResourceServer(app, view, key);
        app.Run(server.HandleAsync);
        await app.StartAsync(ct);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(StopDeadline);
        await app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping);
        var call = new GrpcCall(context, ending.Token);
        context.Response.ContentType = "application/grpc";
        try
        {
            if (context.Request.Headers[KeyHeader] is not [{ } given] || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _key))
                throw new GrpcException(GrpcStatus.Unauthenticated, "The resource service's key is missing or wrong.");
            var path = context.Request.Path.Value ?? "";
            await _service.InvokeAsync(path.StartsWith(PathPrefix, StringComparison.Ordinal) ? path[PathPrefix.Length..] : "", call);
            await call.CompleteAsync(GrpcStatus.Ok);
        }
        catch (GrpcException refusal)
        {
            await call.CompleteAsync(refusal.Status, refusal.Message);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            if (!context.RequestAborted.IsCancellationRequested)
                await call.CompleteAsync(GrpcStatus.Unavailable, "The suite is stopping.");
        }
        catch (Exception broken) when (broken is not IOException)
        {
            // The dashboard logs the text and tries again; it is a tool of the developer who reads it.
            await call.CompleteAsync(GrpcStatus.Internal, broken.Message);
        }
    }
}
