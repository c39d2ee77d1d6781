using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Sockets.Bounds;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets.Streams;

/// <summary>What all streams of events share.</summary>
internal sealed class StreamDoor(
    OpenStreams open, SocketAdmission admission, NoticeBoard board, IHostApplicationLifetime lifetime, IOptions<SocketOptions> options, SocketTelemetry telemetry, TimeProvider time, ILogger<StreamDoor> logger)
{
    public SocketAdmission Admission => admission;

    public NoticeBoard Board => board;

    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public SocketOptions Options => options.Value;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    /// <summary>Serves a stream to its end; why there is none, before anything of it is written.</summary>
    /// <param name="http">The request, which has been let in.</param>
    /// <param name="receivers">Whom it is for.</param>
    /// <param name="cursor">Where it wants to go on; null for now.</param>
    public async Task<Refusal?> ServeAsync(HttpContext http, Receivers receivers, string? cursor)
    {
        if (open.Enter(receivers) is { } refused)
        {
            return refused;
        }

        telemetry.StreamOpened();
        var reason = "";
        try
        {
            // Waiting is no work: like an open socket it keeps no slot from others.
            http.Features.Get<GuardedCall>()?.End();
            using var stream = new EventStream(http, receivers, SocketOrigin.Of(http), CallerOf(http), HeardOperations.Of(http.Features.GetRequiredFeature<Principal>()), this);
            reason = await stream.RunAsync(cursor);
            return null;
        }
        finally
        {
            open.Leave(receivers);
            telemetry.StreamEnded(reason);
        }
    }

    // For each look at whether it may stay, as another request of the same caller.
    private static SocketCaller CallerOf(HttpContext http)
    {
        CredentialReader.TryRead(http.Request.Headers, out var credential, out _);
        return new SocketCaller
        {
            Token = credential is { IsToken: true } ? credential.Value.Text : null,
            ApiKey = credential is { IsToken: false } ? credential.Value.Text : null,
            TenantId = http.Features.Get<NamedTenants>()?.Values is [var named, ..] ? named : null,
            Address = http.Connection.RemoteIpAddress,
            Host = http.Request.Host,
            Scheme = http.Request.Scheme,
            ConnectionId = http.Connection.Id,
        };
    }
}
