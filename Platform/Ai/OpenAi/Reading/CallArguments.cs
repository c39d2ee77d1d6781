using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>The arguments of one tool call, put together from their parts.</summary>
internal static class CallArguments
{
    private const int MostWrappings = 3;

    /// <summary>Whether <paramref name="text"/> is JSON from its beginning to its end.</summary>
    public static bool IsWhole(string text) => Kind(WholeCharacters.Escape(text)) != JsonValueKind.Undefined;

    /// <summary>Whether two texts mean the same arguments, however they are written.</summary>
    public static bool AreSame(string one, string other) =>
        one == other || (Unwrapped(WholeCharacters.Escape(one)) is { } first && Unwrapped(WholeCharacters.Escape(other)) is { } second && DeepEquals(first, second));

    /// <summary>
    /// The JSON object that the parts mean; where they mean none, the text itself, for whoever called to hear that it
    /// cannot be read. Some servers send the whole so far with each part, or an empty object before the first.
    /// </summary>
    public static string Of(IReadOnlyList<string> parts)
    {
        var joined = WholeCharacters.Escape(string.Concat(parts));
        return Readings(parts).Select(static reading => Unwrapped(WholeCharacters.Escape(reading))).FirstOrDefault(static reading => reading is not null)
            ?? joined;
    }

    private static bool DeepEquals(string one, string other)
    {
        try
        {
            // Of two members with one name the last counts.
            var (first, second) = (JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(one)!, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(other)!);
            return first.Count == second.Count && first.All(member => second.TryGetValue(member.Key, out var value) && JsonElement.DeepEquals(member.Value, value));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is like nothing.
            return false;
        }
    }

    private static IEnumerable<string> Readings(IReadOnlyList<string> parts)
    {
        var joined = string.Concat(parts);
        yield return joined;
        if (parts.Count > 1)
        {
            if (joined.StartsWith("{}", StringComparison.Ordinal))
            {
                yield return joined[2..];
            }

            if (Unwrapped(parts[0]) is "{}")
            {
                yield return string.Concat(parts.Skip(1));
            }

            yield return parts.Last(static part => !string.IsNullOrWhiteSpace(part));
        }
    }

    /// <summary>The object in <paramref name="text"/>, which may be written as a text once more; null where there is none.</summary>
    private static string? Unwrapped(string text)
    {
        for (var i = 0; i < MostWrappings; i++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return "{}";
            }

            switch (Kind(text))
            {
                case JsonValueKind.Object:
                    return text;
                case JsonValueKind.Null:
                    return "{}";
                case JsonValueKind.Array when JsonDocument.Parse(text).RootElement.GetArrayLength() == 0:
                    // Nothing, in languages that know no difference.
                    return "{}";
                case JsonValueKind.String:
                    using (var inner = JsonDocument.Parse(text))
                    {
                        text = WholeCharacters.Escape(inner.RootElement.Text() ?? "");
                    }

                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static JsonValueKind Kind(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return JsonValueKind.Undefined;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return JsonValueKind.Undefined;
        }
    }
}
