using System.Text;
using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>The arguments of one tool call, put together from their parts.</summary>
internal static class CallArguments
{
    private const string Nothing = "{}";
    private const int MostWrappings = 3;
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true };

    /// <summary>Whether <paramref name="text"/> is JSON from its beginning to its end.</summary>
    public static bool IsWhole(string text) => Values(text) is { Count: > 0 };

    /// <summary>Whether <paramref name="text"/> says, in whatever way, that there are no arguments.</summary>
    public static bool IsNothing(string text) => Meant(text, MostWrappings) == Nothing;

    /// <summary>Whether two texts mean the same arguments, however they are written.</summary>
    public static bool AreSame(string one, string other) =>
        one == other || (Meant(one, MostWrappings) is { } first && Meant(other, MostWrappings) is { } second && AreEqual(first, second));

    /// <summary>
    /// The JSON object that the parts mean; where they mean none, the text itself, for whoever called to hear that it
    /// cannot be read. Some servers send the whole so far with each part, or nothing in one form or another before the first.
    /// </summary>
    public static string Of(IReadOnlyList<string> parts)
    {
        var joined = string.Concat(parts);
        return Meant(joined, MostWrappings) ?? SoFar(parts) ?? WholeCharacters.Escape(joined);
    }

    // The last part says all, where each one before it was its beginning or said all that there was then.
    private static string? SoFar(IReadOnlyList<string> parts)
    {
        var said = parts.Where(static part => !string.IsNullOrWhiteSpace(part)).ToList();
        return said.Count > 1 && said.SkipLast(1).All(part => said[^1].StartsWith(part, StringComparison.Ordinal) || IsWhole(part))
            ? Meant(said[^1], MostWrappings)
            : null;
    }

    private static bool AreEqual(string one, string other)
    {
        try
        {
            using var first = JsonDocument.Parse(one);
            using var second = JsonDocument.Parse(other);
            return AreEqual(first.RootElement, second.RootElement);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is like nothing.
            return false;
        }
    }

    private static bool AreEqual(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Members(one) is var first && Members(other) is var second && first.Count == second.Count
            && first.All(member => second.TryGetValue(member.Key, out var value) && AreEqual(member.Value, value)),
        (JsonValueKind.Array, JsonValueKind.Array) => one.GetArrayLength() == other.GetArrayLength()
            && one.EnumerateArray().Zip(other.EnumerateArray()).All(static pair => AreEqual(pair.First, pair.Second)),
        _ => JsonElement.DeepEquals(one, other),
    };

    private static Dictionary<string, JsonElement> Members(JsonElement members)
    {
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in members.EnumerateObject())
        {
            // Of two with one name the last counts.
            found[member.Name] = member.Value;
        }

        return found;
    }

    /// <summary>The one object that <paramref name="text"/> means, which may be written as a text once more, and may stand after nothings or twice.</summary>
    private static string? Meant(string text, int wrappings)
    {
        if (wrappings == 0 || Values(text) is not { } values)
        {
            return null;
        }

        var meant = values.Select(value => Meant(value, wrappings)).ToList();
        if (meant.Contains(null))
        {
            // Each piece may be a text of its own.
            return values.Count > 1 && values.TrueForAll(static value => value.ValueKind == JsonValueKind.String)
                ? Meant(string.Concat(values.Select(static value => value.Text())), wrappings - 1)
                : null;
        }

        var objects = meant.Where(static one => one != Nothing).ToList();
        return objects.Count == 0 ? Nothing : objects.TrueForAll(other => other == objects[0] || AreEqual(objects[0]!, other!)) ? objects[0] : null;
    }

    private static string? Meant(JsonElement value, int wrappings) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any() ? value.GetRawText() : Nothing,
        JsonValueKind.Null => Nothing,
        // Nothing, in languages that know no difference.
        JsonValueKind.Array when value.GetArrayLength() == 0 => Nothing,
        JsonValueKind.String => Meant(value.Text() ?? "", wrappings - 1),
        _ => null,
    };

    /// <summary>The values of which <paramref name="text"/> consists, none where it is blank; null where it is no JSON, not even loosely.</summary>
    private static List<JsonElement>? Values(string text)
    {
        var escaped = WholeCharacters.Escape(text);
        return Parsed(escaped) ?? (LooseJson.Strict(escaped) is { } strict ? Parsed(strict) : null);
    }

    private static List<JsonElement>? Parsed(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), Options);
            var values = new List<JsonElement>();
            while (reader.Read())
            {
                values.Add(JsonElement.ParseValue(ref reader));
            }

            return values;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
