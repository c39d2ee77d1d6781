using System.Text;
using System.Text.Json;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Sockets.Streams;

/// <summary>Writes server-sent events (HTML Living Standard, 9.2): their ids are cursors, by which a client goes on after its connection broke.</summary>
internal static class EventText
{
    private const int LeastRetry = 1000;
    private const int RetrySpread = 2000;

    /// <summary>Says nothing, and keeps whoever is on the way from ending a silent connection.</summary>
    public static byte[] KeepAlive { get; } = ": keep-alive\n\n"u8.ToArray();

    /// <summary>Something that happened.</summary>
    public static byte[] Of(Notice notice) => [.. Encoding.UTF8.GetBytes($"id: {notice.Cursor}\nevent: {notice.Name}\ndata: "), .. notice.Payload, .. "\n\n"u8];

    /// <summary>
    /// The first event: where the stream stands, and whether what came before is complete. <c>gap</c> where the client wanted to go on at a place that is not known here (any more): then it asks for
    /// what matters. With when to come back after a break, which is not the same moment for all clients.
    /// </summary>
    public static byte[] Greet(Greeting greeting, bool wantsToResume)
    {
        var retry = LeastRetry + ((greeting.Cursor.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % RetrySpread);
        var data = JsonSerializer.Serialize(new { resumed = greeting.IsResumed }, Json.Wire);
        return Encoding.UTF8.GetBytes($"retry: {retry}\nid: {greeting.Cursor}\nevent: {(wantsToResume && !greeting.IsResumed ? "gap" : "ready")}\ndata: {data}\n\n");
    }

    /// <summary>The last event: why it ends. It has no id, so that a client that comes back goes on behind what it has seen.</summary>
    public static byte[] End(string code) => Encoding.UTF8.GetBytes($"event: end\ndata: {JsonSerializer.Serialize(new { code }, Json.Wire)}\n\n");
}
