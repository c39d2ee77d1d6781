using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Guards;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>What every request of a socket brings along as its connection does: the credential of its hello, and where it comes from.</summary>
internal sealed class SocketCaller
{
    private const string TenantHeader = "X-Tenant-ID";

    /// <summary>The token of the hello, unverified.</summary>
    public string? Token { get; init; }

    /// <summary>The key of the hello, unverified.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The tenant that the hello names.</summary>
    public string? TenantId { get; init; }

    /// <summary>The client's address, behind trusted proxies.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>What the client calls the gateway.</summary>
    public required HostString Host { get; init; }

    /// <summary>By which scheme the client came.</summary>
    public required string Scheme { get; init; }

    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Puts the credential where requests have it.</summary>
    public void Present(IHeaderDictionary headers)
    {
        if (Token is not null)
        {
            headers.Authorization = $"Bearer {Token}";
        }

        if (ApiKey is not null)
        {
            headers[Credential.KeyHeader] = ApiKey;
        }

        if (TenantId is not null)
        {
            headers[TenantHeader] = TenantId;
        }
    }

    /// <summary>The tenants that it names, as the guard reads them.</summary>
    public NamedTenants? Named => TenantId is null ? null : new NamedTenants([TenantId]);

    /// <summary>The connection, as a request has it.</summary>
    public IHttpConnectionFeature Connection => new HttpConnectionFeature { ConnectionId = ConnectionId, RemoteIpAddress = Address };

    // Its members hold a credential, which must not reach a log.
    public override string ToString() => ConnectionId;
}
