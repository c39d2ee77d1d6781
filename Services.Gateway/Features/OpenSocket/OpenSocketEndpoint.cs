using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Browsers;
using Nanobot.Services.Gateway.Sockets;

namespace Nanobot.Services.Gateway.Features.OpenSocket;

/// <summary><c>GET /ws</c>: a socket (RFC 6455). It opens for anyone; nothing is answered on it before a hello with a credential.</summary>
internal static class OpenSocketEndpoint
{
    private const string WebSocket = "websocket";

    private static readonly Refusal NoUpgrade = new(StatusCodes.Status426UpgradeRequired, "UPGRADE_REQUIRED", "This is for sockets: ask for it with Upgrade: websocket (RFC 6455).");

    private static readonly Refusal ForeignPage = new(StatusCodes.Status403Forbidden, "ORIGIN_FORBIDDEN", "Pages of this origin may not open sockets here; an operator can name the origin in Cors:Origins.");

    private static readonly Refusal NoRoom = Refusals.Unavailable("TOO_MANY_SOCKETS", "As many sockets are open here as may be; try again shortly.");

    public static void MapOpenSocket(this RouteGroupBuilder anyone) => anyone.MapOperation(Operations.Gateway.OpenSocket, HandleAsync)
        .WithSummary("Opens a socket (RFC 6455): a hello with a credential, then requests and events in frames of JSON.")
        .Produces(StatusCodes.Status101SwitchingProtocols)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status426UpgradeRequired)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> HandleAsync(HttpContext http, SocketDoor door, IOptions<BrowserOptions> browsers)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = WebSocket;
            // The connection is good for more; without the second word the server would end it.
            http.Response.Headers.Connection = "Upgrade, keep-alive";
            return NoUpgrade;
        }

        if (!MayOpen(http.Request, browsers.Value))
        {
            return ForeignPage;
        }

        if (!door.Open.TryEnter())
        {
            return NoRoom;
        }

        try
        {
            var interval = door.Options.PingInterval;
            using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = interval, KeepAliveTimeout = interval });
            await door.ServeAsync(socket, http);
            return TypedResults.Empty;
        }
        finally
        {
            door.Open.Leave();
        }
    }

    // A browser asks no leave for a socket, so it is held here to what it would be told elsewhere. What is no page says no origin.
    private static bool MayOpen(HttpRequest request, BrowserOptions browsers) => request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || browsers.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
