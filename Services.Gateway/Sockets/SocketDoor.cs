using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Sockets.Bounds;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>What all sockets share.</summary>
internal sealed class SocketDoor(
    OpenSockets open, SocketAdmission admission, RpcRunner runner, NoticeBoard board, IEnumerable<ISnapshotPart> parts, Module self, IHostApplicationLifetime lifetime,
    IOptions<SocketOptions> options, IOptions<HostOptions> hosting, SocketTelemetry telemetry, TimeProvider time, ILogger<SocketDoor> logger)
{
    // Of what a stop may take, kept for closing and for whatever else has to end.
    private static readonly TimeSpan KeptOfStop = TimeSpan.FromSeconds(4);

    public OpenSockets Open => open;

    public SocketAdmission Admission => admission;

    public RpcRunner Runner => runner;

    public NoticeBoard Board => board;

    public IEnumerable<ISnapshotPart> Parts => parts;

    public string Version => self.Version;

    public CancellationToken Stopping => lifetime.ApplicationStopping;

    public SocketOptions Options => options.Value;

    /// <summary>How long what runs may go on once the gateway is to stop.</summary>
    public TimeSpan DrainFor => hosting.Value.ShutdownTimeout > 2 * KeptOfStop ? hosting.Value.ShutdownTimeout - KeptOfStop : hosting.Value.ShutdownTimeout / 2;

    public SocketTelemetry Telemetry => telemetry;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    /// <summary>Serves a socket to its end.</summary>
    public async Task ServeAsync(WebSocket socket, HttpContext http)
    {
        using var connection = new SocketConnection(socket, http.Features.GetRequiredFeature<ClientFrames>(), SocketOrigin.Of(http), this);
        await connection.RunAsync();
    }
}
