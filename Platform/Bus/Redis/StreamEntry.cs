using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>One entry of a stream, in Dapr's layout: <c>data</c> holds the CloudEvent, <c>metadata</c> a JSON object of strings.</summary>
internal sealed record StreamEntry(string Topic, string Id, byte[] Data)
{
    public const string DataField = "data";
    public const string MetadataField = "metadata";

    /// <summary>
    /// An entry as the client's typed calls give it. Fields are looked up by name: their order is not given. Without the
    /// field the entry is malformed, which the dispatcher says of empty data.
    /// </summary>
    public static StreamEntry Of(string topic, StackExchange.Redis.StreamEntry entry) =>
        new(topic, entry.Id!, (byte[]?)entry[DataField] ?? []);

    /// <summary>
    /// The entries in the answer of XREAD or XREADGROUP, in RESP2. The typed calls cannot wait on the server, so the two are
    /// spelled out and read here.
    /// </summary>
    public static IEnumerable<StreamEntry> ReadAll(RedisResult answer) =>
        from stream in Items(answer)
        from entry in Items(stream[1])
        let fields = Items(entry[1])
        select new StreamEntry((string)stream[0]!, (string)entry[0]!, Field(fields));

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

    // Nil where there was nothing within the time.
    private static RedisResult[] Items(RedisResult list) => (RedisResult[]?)list ?? [];
}
