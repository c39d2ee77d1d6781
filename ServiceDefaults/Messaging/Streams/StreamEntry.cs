using StackExchange.Redis;

namespace Nanobot.ServiceDefaults.Messaging.Streams;

/// <summary>One entry of a stream, in Dapr's layout: <c>data</c> holds the CloudEvent, <c>metadata</c> a JSON object of strings.</summary>
internal sealed record StreamEntry(string Topic, string Id, byte[] Data)
{
    public const string DataField = "data";
    public const string MetadataField = "metadata";

    /// <summary>Reads a list of entries as XREADGROUP (for one stream) and XCLAIM give it.</summary>
    public static IEnumerable<StreamEntry> ReadAll(string topic, RedisResult entries)
    {
        if (entries.IsNull)
        {
            yield break;
        }

        foreach (var entry in (RedisResult[])entries!)
        {
            // An entry that was trimmed while pending comes as nil, or with nil fields.
            if (!entry.IsNull && (RedisResult[])entry! is [var id, { IsNull: false } fields])
            {
                yield return new StreamEntry(topic, (string)id!, Field((RedisResult[])fields!));
            }
        }
    }

    // Fields are looked up by name: their order is not given. Without the field the entry is malformed, which the
    // dispatcher says of empty data.
    private static byte[] Field(RedisResult[] fields)
    {
        for (var i = 0; i + 1 < fields.Length; i += 2)
        {
            if ((string)fields[i]! == DataField)
            {
                return (byte[])fields[i + 1]!;
            }
        }

        return [];
    }
}
