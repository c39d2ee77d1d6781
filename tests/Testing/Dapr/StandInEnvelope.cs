using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nanobot.Testing.Dapr;

/// <summary>What a sidecar makes of a ready CloudEvent: an object with its keys in order, and some members set.</summary>
internal static class StandInEnvelope
{
    /// <returns>The envelope as the broker gets it, or null where <paramref name="data"/> is no JSON object.</returns>
    public static byte[]? Rewrite(ReadOnlyMemory<byte> data, string topic, string pubSub, string traceParent, string traceState)
    {
        try
        {
            if (JsonNode.Parse(data.Span) is not JsonObject given)
            {
                return null;
            }

            var members = new SortedDictionary<string, JsonNode?>(given.ToDictionary(member => member.Key, member => member.Value?.DeepClone()), StringComparer.Ordinal)
            {
                ["topic"] = topic,
                ["pubsubname"] = pubSub,
            };
            members.TryAdd("source", "Dapr");
            members.TryAdd("type", "com.dapr.event.sent");
            members.TryAdd("specversion", "1.0");
            members.TryAdd("time", DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture));
            members.TryAdd("tracestate", traceState);
            if (members.TryAdd("traceid", traceParent))
            {
                members["traceparent"] = traceParent;
            }

            return JsonSerializer.SerializeToUtf8Bytes(members);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
