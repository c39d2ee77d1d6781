using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nanobot.Architecture.Tests.Replay;

/// <summary>Takes out of answers what no two of them have in common: identifiers (numbered as they come up, so that it is seen which are the same), times, keys and hashes.</summary>
internal sealed partial class Likeness
{
    // How long something took, and when, in seconds since 1970.
    private static readonly HashSet<string> Measured = ["processing_time_ms", "created"];

    // What belongs to one connection, one request or one moment.
    private static readonly HashSet<string> Unlike = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Server", "Transfer-Encoding", "Content-Length", "Connection", "Keep-Alive", "traceparent", "tracestate", "traceresponse", "X-Request-Id", "RateLimit", "RateLimit-Policy",
    };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The answer, of which <paramref name="kept"/> values are shown by their names.</summary>
    public RecordedAnswer Of(int status, IEnumerable<KeyValuePair<string, string>> headers, string content, IReadOnlyDictionary<string, string> kept)
    {
        var told = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers.Where(static header => !Unlike.Contains(header.Key)))
        {
            told[name] = name == "Retry-After" ? "<seconds>" : Text(value, kept);
        }

        return new RecordedAnswer(status, told, content.Length == 0 ? null : Body(content, told.GetValueOrDefault("Content-Type") ?? "", kept));
    }

    private JsonNode? Body(string content, string type, IReadOnlyDictionary<string, string> kept) =>
        type.Contains("json", StringComparison.Ordinal) ? Node(JsonNode.Parse(content), kept) : JsonValue.Create(Text(Comments().Replace(content, ""), kept));

    private JsonNode? Node(JsonNode? node, IReadOnlyDictionary<string, string> kept) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Text(member.Key, kept),
            member.Value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && Measured.Contains(member.Key) ? "<measured>" : Node(member.Value, kept)))),
        JsonArray items => new JsonArray([.. items.Select(item => Node(item, kept))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>(), kept),
        _ => node?.DeepClone(),
    };

    private string Text(string text, IReadOnlyDictionary<string, string> kept)
    {
        foreach (var (name, value) in kept)
        {
            text = text.Replace(value, $"{{{name}}}", StringComparison.Ordinal);
        }

        text = Identifiers().Replace(text, match => _names.TryGetValue(match.Value, out var name) ? name : _names[match.Value] = $"<id {_names.Count + 1}>");
        text = Moments().Replace(text, "<time>");
        text = Told().Replace(text, "<measured>");
        text = Days().Replace(text, "<day>");
        return Hashes().Replace(text, "<hash>");
    }

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")]
    private static partial Regex Identifiers();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")]
    private static partial Regex Moments();

    // The measured members of events, which are JSON within a text.
    [GeneratedRegex(@"(?<=""(processing_time_ms|created)"":)\d+")]
    private static partial Regex Told();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d|\d{4}年\d+月\d+日")]
    private static partial Regex Days();

    [GeneratedRegex(@"\b(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{16,}\b")]
    private static partial Regex Hashes();

    // A stream says from time to time that it is alive.
    [GeneratedRegex(@"^:.*\n\n?", RegexOptions.Multiline)]
    private static partial Regex Comments();
}
