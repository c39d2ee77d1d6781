using System.Text.Json;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>Reads what a model answers that was asked for facts. What is no fact in it is passed over; what is no answer at all has no sense.</summary>
internal static class FactAnswer
{
    /// <summary>Most facts of one answer; what is beyond is not read.</summary>
    public const int Most = 20;

    /// <summary>What an answer has to look like.</summary>
    public static JsonElement Schema { get; } = JsonSerializer.Deserialize<JsonElement>($$"""
        {
          "type": "object", "additionalProperties": false, "required": ["facts"],
          "properties": {
            "facts": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["message", "kind", "text"],
                "properties": {
                  "message": {"type": "integer"},
                  "kind": {"type": "string", "enum": {{JsonSerializer.Serialize(FactKind.All)}}},
                  "text": {"type": "string"}
                }
              }
            }
          }
        }
        """);

    /// <summary>The facts; null where the answer has no sense.</summary>
    public static IReadOnlyList<FoundFact>? Read(string answer)
    {
        // Some models put words or a code fence around it.
        var (first, last) = (answer.IndexOf('{', StringComparison.Ordinal), answer.LastIndexOf('}'));
        if (first < 0 || last < first)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(answer.AsMemory(first, last + 1 - first), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return json.RootElement.TryGetProperty("facts", out var facts) && facts.ValueKind == JsonValueKind.Array
                ? [.. facts.EnumerateArray().Take(Most).Select(ReadOne).OfType<FoundFact>()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FoundFact? ReadOne(JsonElement fact) =>
        fact.ValueKind == JsonValueKind.Object && fact.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Number && message.TryGetInt32(out var number)
            ? new FoundFact(number, Text(fact, "kind"), Text(fact, "text"))
            : null;

    // Half a surrogate pair is no text.
    private static string? Text(JsonElement fact, string name)
    {
        try
        {
            return fact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
