using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Nanobot.Architecture.Tests.Replay;

/// <summary>One request of recorded traffic, and what was answered.</summary>
/// <param name="Call">Method and path, for example <c>GET /reports/{report}</c>; names in braces stand for what was kept of earlier answers.</param>
internal sealed record Exchange(string Call)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>Whose key is shown; null for none.</summary>
    public string? By { get; init; }

    /// <summary>Headers beside the key and the content's type.</summary>
    public SortedDictionary<string, string>? Headers { get; init; }

    /// <summary>The content: a text is sent as it is, anything else as JSON.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Members of the answer that later requests name.</summary>
    public SortedDictionary<string, string>? Keep { get; init; }

    /// <summary>A member and the value that it has in the end: the request is made until then.</summary>
    public SortedDictionary<string, string>? Until { get; init; }

    /// <summary>What was answered, without what no two answers have in common.</summary>
    public RecordedAnswer? Answer { get; init; }

    /// <summary>The traffic of a slice.</summary>
    public static IReadOnlyList<Exchange> Read(string slice) => JsonSerializer.Deserialize<List<Exchange>>(File.ReadAllText(PathOf(slice)), Written)!;

    /// <summary>Keeps the traffic of a slice.</summary>
    public static void Write(string slice, IEnumerable<Exchange> exchanges) => File.WriteAllText(PathOf(slice), JsonSerializer.Serialize(exchanges, Written) + "\n");

    private static string PathOf(string slice) => Path.Combine(Repository.Root, "tests", "Architecture.Tests", "Replay", "Slices", $"{slice}.json");
}

/// <summary>An answer as it is the same whatever was between.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The headers that say something about the answer.</param>
/// <param name="Body">JSON as it is, anything else as text; null for none.</param>
internal sealed record RecordedAnswer(int Status, SortedDictionary<string, string> Headers, JsonNode? Body)
{
    /// <summary>Compares by content.</summary>
    public bool Says(RecordedAnswer other) =>
        Status == other.Status && Headers.SequenceEqual(other.Headers) && JsonNode.DeepEquals(Body, other.Body);

    /// <inheritdoc />
    public override string ToString() => $"{Status} {string.Join("; ", Headers.Select(static header => $"{header.Key}: {header.Value}"))}\n{Body?.ToJsonString()}";
}
