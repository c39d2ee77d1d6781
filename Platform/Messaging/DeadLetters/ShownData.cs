using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>
/// What operators are shown of what an event says: what its type has, as far as that is a number, a truth value, a time or a UUID, or a text that <see cref="ShownMembers"/> lists. Nothing else:
/// an event that was put aside may hold anything anywhere.
/// </summary>
internal static class ShownData
{
    private const string Whole = "data";

    /// <summary>Both parts of an event's data.</summary>
    public static (JsonObject? Shown, IReadOnlyList<WithheldMember> Withheld) Of(string topic, JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Undefined)
        {
            return (null, []);
        }

        try
        {
            var withheld = new List<WithheldMember>();
            return data.ValueKind == JsonValueKind.Object ? (Show(EventTopics.Types.GetValueOrDefault(topic), data, "", withheld), withheld) : (null, [Withhold(Whole, data)]);
        }
        catch (InvalidOperationException)
        {
            // A text with half a character in it, which JSON may escape and nobody can read.
            return (null, [new WithheldMember(Whole, "unknown", data.GetRawText().Length)]);
        }
    }

    private static JsonObject Show(Type? type, JsonElement data, string path, List<WithheldMember> withheld)
    {
        var (shown, unknown) = (new JsonObject(), 0);
        var known = type is null ? [] : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(static property => Json.Wire.PropertyNamingPolicy!.ConvertName(property.Name), StringComparer.Ordinal);
        foreach (var member in data.EnumerateObject())
        {
            if (!known.TryGetValue(member.Name, out var property))
            {
                unknown++;
            }
            else if (member.Value.ValueKind == JsonValueKind.Object && property.PropertyType.Assembly == type!.Assembly)
            {
                shown[member.Name] = Show(property.PropertyType, member.Value, $"{path}{member.Name}.", withheld);
            }
            else if (IsShown(type!, property, member.Value))
            {
                shown[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }
            else
            {
                withheld.Add(Withhold(path + member.Name, member.Value));
            }
        }

        if (unknown > 0)
        {
            withheld.Add(new WithheldMember(null, "unknown", unknown));
        }

        return shown;
    }

    private static bool IsShown(Type type, PropertyInfo property, JsonElement value)
    {
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return value.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.True or JsonValueKind.False => kind == typeof(bool),
            JsonValueKind.Number => kind == typeof(int) ? value.TryGetInt32(out _) : kind == typeof(long) && value.TryGetInt64(out _),
            JsonValueKind.String when kind == typeof(Guid) => value.TryGetGuid(out _),
            JsonValueKind.String when kind == typeof(DateTimeOffset) => value.TryGetDateTimeOffset(out _),
            JsonValueKind.String => kind == typeof(string) && ShownMembers.HasText(type, property.Name) && ShownText.IsShown(value.GetString()),
            _ => false,
        };
    }

    private static WithheldMember Withhold(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new(name, "object", value.GetPropertyCount()),
        JsonValueKind.Array => new(name, "array", value.GetArrayLength()),
        JsonValueKind.String => new(name, "string", value.GetString()!.Length),
        JsonValueKind.True or JsonValueKind.False => new(name, "boolean", value.GetRawText().Length),
        _ => new(name, "number", value.GetRawText().Length),
    };
}
