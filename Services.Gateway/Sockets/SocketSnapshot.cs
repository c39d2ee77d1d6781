using System.Text.Json;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>Takes the parts of a snapshot side by side; one that is not to be had in time is left out, so that nobody waits for a module that is away.</summary>
internal static class SocketSnapshot
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    /// <summary>Each part by its name; null for one that there is not.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonElement?>> TakeAsync(HttpContext http, IEnumerable<ISnapshotPart> parts, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        var taking = parts.Select(async part => KeyValuePair.Create(part.Name, await TakeAsync(part, http, deadline.Token))).ToList();
        return new Dictionary<string, JsonElement?>(await Task.WhenAll(taking), StringComparer.Ordinal);
    }

    private static async Task<JsonElement?> TakeAsync(ISnapshotPart part, HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await part.TakeAsync(http, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ModuleUnavailableException or RefusalException)
        {
            return null;
        }
    }
}
