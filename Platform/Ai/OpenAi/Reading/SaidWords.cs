using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>The words in a <c>content</c>: a text, a list of parts, or one part. What is thought and not said is none of them.</summary>
internal static class SaidWords
{
    private const int MostDepth = 4;
    // As long as any other text, list or object that is empty.
    private const string Nothing = "{}";
    private static readonly string[] ThoughtPlaces = ["reasoning_content", "reasoning", "thinking"];

    public static string Of(JsonElement content, int depth = 0) => content.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number => content.Text() ?? "",
        JsonValueKind.Array when depth < MostDepth => string.Concat(content.EnumerateArray().Select(part => Of(part, depth + 1))),
        JsonValueKind.Object when depth < MostDepth && !IsThought(content) => string.Concat(Words(content).Select(words => Of(words, depth + 1))),
        _ => "",
    };

    /// <summary>Whether thoughts stand in a place of their own in <paramref name="said"/>: beside its words, or among their parts.</summary>
    public static bool HasThoughts(JsonElement said) =>
        ThoughtPlaces.Any(name => said.Member(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array } thought && thought.GetRawText().Length > Nothing.Length)
        || said.Member("content").Objects().Any(IsThought);

    /// <summary>Quarters of a token in the thoughts beside its words, however they are written.</summary>
    public static long Thoughts(JsonElement said)
    {
        foreach (var name in ThoughtPlaces)
        {
            if (said.Member(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array } thought)
            {
                // Those who write them in several places write the same ones.
                return TokenEstimate.Quarters(thought.ValueKind == JsonValueKind.String ? thought.GetString() : thought.GetRawText());
            }
        }

        return 0;
    }

    private static IEnumerable<JsonElement> Words(JsonElement part) =>
        new[] { "text", "refusal", "content", "value" }.Select(name => part.Member(name)).Where(static words => words.ValueKind != JsonValueKind.Undefined).Take(1);

    private static bool IsThought(JsonElement part) =>
        part.Member("type").Text() is { } type && (type.Contains("think", StringComparison.OrdinalIgnoreCase) || type.Contains("reason", StringComparison.OrdinalIgnoreCase));
}
