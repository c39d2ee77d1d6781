using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nanobot.Testing.RoundTrips;

/// <summary>Puts values into bodies and finds them in answers, by their place.</summary>
internal static class Places
{
    private const string Mark = "put the value here";

    /// <summary>The body with the value, as it is, in that place; what leads there is made where it is not there.</summary>
    public static string Put(string body, string place, string value)
    {
        var root = JsonNode.Parse(body)!;
        JsonNode at = root;
        var names = place.Split('/');
        for (var i = 0; i < names.Length; i++)
        {
            var next = i == names.Length - 1 ? JsonValue.Create(Mark) : names[i + 1] == BodyMembers.Entry ? (JsonNode)new JsonArray() : new JsonObject();
            if (at is JsonArray list)
            {
                list.Clear();
                list.Add(next);
                at = next;
            }
            else
            {
                var members = at.AsObject();
                if (i == names.Length - 1 || members[names[i]] is null)
                {
                    members[names[i]] = next;
                }

                at = members[names[i]]!;
            }
        }

        return root.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal);
    }

    /// <summary>What stands in that place; null where nothing does.</summary>
    public static JsonElement? Find(JsonElement answer, string place)
    {
        var at = answer;
        foreach (var name in place.Split('/'))
        {
            if (name == BodyMembers.Entry)
            {
                if (at.ValueKind != JsonValueKind.Array || at.GetArrayLength() != 1)
                {
                    return null;
                }

                at = at[0];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>Whether what was given back is what was sent: texts to the letter, numbers by their value, of objects at least the members that were sent.</summary>
    public static bool IsGivenBack(JsonElement sent, JsonElement given, Func<string, string, bool> sameText) => (sent.ValueKind, given.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => sameText(sent.GetString()!, given.GetString()!),
        (JsonValueKind.Number, JsonValueKind.Number) => sent.GetDouble().Equals(given.GetDouble()) || (sent.GetDouble() == 0 && given.GetDouble() == 0),
        (JsonValueKind.Array, JsonValueKind.Array) => sent.GetArrayLength() == given.GetArrayLength()
            && sent.EnumerateArray().Zip(given.EnumerateArray()).All(pair => IsGivenBack(pair.First, pair.Second, sameText)),
        (JsonValueKind.Object, JsonValueKind.Object) => sent.EnumerateObject().Select(static member => member.Name).Distinct().Count() == sent.EnumerateObject().Count()
            && sent.EnumerateObject().All(member => given.TryGetProperty(member.Name, out var value) && IsGivenBack(member.Value, value, sameText)),
        _ => sent.ValueKind == given.ValueKind,
    };
}
