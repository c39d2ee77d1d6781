using System.Text.Json;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>Something that a client is told as it is at the moment that it comes in.</summary>
internal interface ISnapshotPart
{
    /// <summary>The member of the snapshot that it is.</summary>
    string Name { get; }

    /// <summary>It, JSON; null where there is nothing that the caller may see.</summary>
    /// <param name="http">The request by which the caller has come in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<JsonElement?> TakeAsync(HttpContext http, CancellationToken cancellationToken);
}
