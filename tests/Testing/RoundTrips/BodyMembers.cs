using System.Text.Json;

namespace Nanobot.Testing.RoundTrips;

/// <summary>Finds in a service's OpenAPI document what the body of an operation may hold.</summary>
public static class BodyMembers
{
    /// <summary>An entry of a list, in a place within a body.</summary>
    public const string Entry = "-";

    private const int MostLevels = 6;

    /// <summary>
    /// The place of each member, entries of lists as <c>-</c>: <c>watchlist/stocks</c>, <c>watchlist/stocks/-</c>. Empty where the
    /// operation takes no JSON.
    /// </summary>
    public static IReadOnlyList<string> Of(JsonElement document, string verb, string path) =>
        document.GetProperty("paths").TryGetProperty(path, out var item) && item.TryGetProperty(verb.ToLowerInvariant(), out var operation)
        && operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? [.. Within(document, json.GetProperty("schema"), "", MostLevels)]
            : [];

    /// <summary>Whether the operation takes a body of any kind.</summary>
    public static bool HasBody(JsonElement document, string verb, string path) =>
        document.GetProperty("paths").TryGetProperty(path, out var item) && item.TryGetProperty(verb.ToLowerInvariant(), out var operation)
        && operation.TryGetProperty("requestBody", out _);

    private static IEnumerable<string> Within(JsonElement document, JsonElement schema, string place, int levels)
    {
        if (levels == 0)
        {
            yield break;
        }

        foreach (var part in Parts(document, schema))
        {
            if (part.TryGetProperty("properties", out var properties))
            {
                foreach (var property in properties.EnumerateObject())
                {
                    var member = place.Length == 0 ? property.Name : $"{place}/{property.Name}";
                    yield return member;
                    foreach (var deeper in Within(document, property.Value, member, levels - 1))
                    {
                        yield return deeper;
                    }
                }
            }

            if (part.TryGetProperty("items", out var items))
            {
                yield return $"{place}/{Entry}";
                foreach (var deeper in Within(document, items, $"{place}/{Entry}", levels - 1))
                {
                    yield return deeper;
                }
            }
        }
    }

    private static IEnumerable<JsonElement> Parts(JsonElement document, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Parts(document, document.Schema(reference.GetString()!.Split('/')[^1]));
        }

        string[] choices = ["oneOf", "anyOf", "allOf"];
        return [schema, .. choices.Where(name => schema.TryGetProperty(name, out _))
            .SelectMany(name => schema.GetProperty(name).EnumerateArray()).SelectMany(part => Parts(document, part))];
    }
}
