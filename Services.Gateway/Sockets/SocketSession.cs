using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>Who a socket belongs to: let in by its hello, and looked at anew each second, so that it ends when a request of it would be refused.</summary>
internal sealed class SocketSession(SocketOrigin origin, SocketDoor door, SocketConnection connection)
{
    // While it cannot be found out whether the caller may stay; longer than that it does not stay unseen.
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private long _seenAt = door.Time.GetTimestamp();
    private SocketCaller? _caller;
    private Receivers? _receivers;
    private Operation[] _heard = [];
    private string? _tenantId;
    private bool _hasLeft;

    /// <summary>Whoever was let in; null before that.</summary>
    public SocketCaller? Caller => Volatile.Read(ref _caller);

    /// <summary>Whether the caller is told of what an operation would show.</summary>
    public bool Hears(Operation operation) => Array.IndexOf(_heard, operation) >= 0;

    /// <summary>Takes the first frame.</summary>
    public async Task GreetAsync(byte[] octets)
    {
        if (HelloFrame.Parse(octets, out var code, out var fault) is not { } hello)
        {
            Refuse(new SocketEnd(CloseCode.Protocol, code), fault);
            return;
        }

        var caller = origin.Present(hello);
        var refused = await door.Admission.CheckAsync(Operations.Gateway.OpenSocket, origin, caller, isAgain: false, http => EnterAsync(http, hello, caller));
        if (refused is not null)
        {
            var failed = RpcOutcomes.Of(refused.Answer);
            Refuse(EndOf(refused), failed.Message, failed.Details);
        }
    }

    /// <summary>Looks whether a request of the caller would still be let in.</summary>
    public async Task LookAgainAsync()
    {
        if (Caller is not { } caller)
        {
            if (door.Time.GetElapsedTime(_seenAt) >= door.Options.HelloTimeout)
            {
                connection.End(new SocketEnd(CloseCode.HelloTimeout, "HELLO_TIMEOUT"));
            }

            return;
        }

        var refused = await door.Admission.CheckAsync(Operations.Gateway.OpenSocket, origin, caller, isAgain: true);
        if (refused is null)
        {
            _seenAt = door.Time.GetTimestamp();
            return;
        }

        var end = EndOf(refused);
        if (end.Code != CloseCode.TryAgainLater)
        {
            TellWhy(refused);
            connection.End(end);
        }
        else if (door.Time.GetElapsedTime(_seenAt) >= Unseen)
        {
            connection.End(end);
        }
    }

    /// <summary>The socket has ended.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _hasLeft = true;
            if (_receivers is { } receivers)
            {
                door.Board.Detach(receivers, connection);
            }

            if (_tenantId is { } tenantId)
            {
                door.Open.Leave(tenantId);
            }
        }
    }

    private async Task EnterAsync(HttpContext http, HelloFrame hello, SocketCaller caller)
    {
        var context = http.Features.GetRequiredFeature<TenantContext>();
        var snapshot = await SocketSnapshot.TakeAsync(http, door.Parts, door.Time);
        lock (_gate)
        {
            if (_hasLeft)
            {
                return;
            }

            if (context.TenantId is { } tenantId)
            {
                if (!door.Open.TryEnter(tenantId))
                {
                    Refuse(new SocketEnd(CloseCode.TryAgainLater, "TOO_MANY_SOCKETS"), "As many sockets of the tenant are open here as may be; close one of them.");
                    return;
                }

                _tenantId = tenantId;
            }

            _seenAt = door.Time.GetTimestamp();
            Volatile.Write(ref _caller, caller);
            byte[] Greet(Greeting? greeting) => HelloAnswer.Write(door.Version, origin.ConnectionId, http, snapshot, greeting, hello.Cursor is not null);
            _heard = HeardOperations.Of(http.Features.GetRequiredFeature<Principal>());
            if (context.TenantId is null || _heard.Length == 0)
            {
                connection.Tell(Greet(null));
                return;
            }

            _receivers = new Receivers(context.TenantId, context.UserId);
            door.Board.Attach(_receivers.Value, connection, hello.Cursor, greeting => connection.Tell(Greet(greeting)));
        }
    }

    private void Refuse(SocketEnd end, string message, byte[]? details = null)
    {
        connection.Tell(ServerFrame.HelloError(end.Reason, message, details));
        connection.End(end);
    }

    private void TellWhy(GuardDecision.Refuse refused)
    {
        if (refused.IsOfTenant && _tenantId is { } tenantId)
        {
            var name = refused.Answer.Code switch { "TENANT_SUSPENDED" => "tenant.suspended", "TENANT_EXPIRED" => "tenant.expired", _ => "tenant.inactive" };
            var now = door.Time.GetUtcNow();
            connection.Tell(ServerFrame.Event(Guid.CreateVersion7(now).ToString("N"), name, now,
                JsonSerializer.SerializeToUtf8Bytes(new { tenant_id = tenantId, code = refused.Answer.Code })));
        }
    }

    private static SocketEnd EndOf(GuardDecision.Refuse refused) => new(
        refused.Answer.Status switch
        {
            >= StatusCodes.Status500InternalServerError => CloseCode.TryAgainLater,
            StatusCodes.Status401Unauthorized when !refused.IsOfTenant => CloseCode.Credential,
            _ => CloseCode.Forbidden,
        },
        refused.Answer.Code);
}
