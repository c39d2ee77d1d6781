using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>The data of one event of each kind, as it was when the sample was written.</summary>
internal static class EventSamples
{
    public static string SampleOf(PublishedEvent published) => $"{published.Topic}.sample.json";

    public static string SchemaOf(PublishedEvent published) => $"{published.Topic}.schema.json";

    public static string? Find(PublishedEvent published) => Frozen.Find(SampleOf(published));

    /// <summary>What a reader of today loses or misreads of a sample, member by member.</summary>
    public static IEnumerable<string> Lost(PublishedEvent published, string sample)
    {
        object? read;
        try
        {
            read = JsonSerializer.Deserialize(sample, published.Type, Json.Wire);
        }
        catch (JsonException exception)
        {
            return [$"{published.Topic}: the sample is not read any more: {exception.Message}"];
        }

        return Lost(JsonNode.Parse(sample), JsonSerializer.SerializeToNode(read, published.Type, Json.Wire), published.Topic);
    }

    private static IEnumerable<string> Lost(JsonNode? was, JsonNode? now, string path) => (was, now) switch
    {
        (JsonObject before, JsonObject after) => before.SelectMany(member => after.TryGetPropertyValue(member.Key, out var value)
            ? Lost(member.Value, value, $"{path}.{member.Key}") : [$"{path}.{member.Key} is gone"]),
        (JsonArray before, JsonArray after) when before.Count == after.Count => before.Zip(after).SelectMany((pair, index) => Lost(pair.First, pair.Second, $"{path}[{index}]")),
        _ when JsonNode.DeepEquals(was, now) => [],
        _ => [$"{path} was {was?.ToJsonString() ?? "null"} and is {now?.ToJsonString() ?? "null"}"],
    };
}
