using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>Takes out of a body what can be read as its type says, and names the rest by its path.</summary>
/// <param name="faults">Where what is wrong is collected: a path as exceptions of the reader write it, and why.</param>
/// <param name="keepPlaces">Whether null stands for an entry of a list that is left out, so that the others keep their places.</param>
internal sealed class ReadableParts(Dictionary<string, string> faults, bool keepPlaces)
{
    private const string WrongType = "has a value of the wrong type or form";
    private const string Unknown = "is not a field of this request";
    private const string Twice = "is there twice";
    private const int MostFaults = 20;
    private const int LongestName = 100;

    // Of a path, these are written in brackets.
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(". '/\"[]()\t\n\r\f\b\\\u0085\u2028\u2029");

    /// <summary>The readable parts of a body.</summary>
    public JsonNode? Of(JsonElement body, JsonTypeInfo type) => TryTake(body, type, "", out var taken) ? taken : null;

    private bool TryTake(JsonElement value, JsonTypeInfo type, string path, out JsonNode? taken)
    {
        taken = null;
        if (value.ValueKind == JsonValueKind.Null && (!type.Type.IsValueType || Nullable.GetUnderlyingType(type.Type) is not null))
        {
            return true;
        }

        return (type.Kind, value.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => TakeMembers(value, type, path, out taken),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) when type.ElementType is { } entry => TakeEntries(value, type.Options.GetTypeInfo(entry), path, out taken),
            _ => TakeWhole(value, type, path, out taken),
        };
    }

    private bool TakeMembers(JsonElement value, JsonTypeInfo type, string path, out JsonNode? taken)
    {
        var members = new JsonObject();
        var takesMore = (type.UnmappedMemberHandling ?? type.Options.UnmappedMemberHandling) == JsonUnmappedMemberHandling.Skip
            || type.Properties.Any(static property => property.IsExtensionData);
        foreach (var member in value.EnumerateObject())
        {
            var where = Join(path, member.Name);
            var property = type.Properties.FirstOrDefault(property => !property.IsExtensionData && property.Name == member.Name);
            if (members.ContainsKey(member.Name))
            {
                Fault(where, Twice);
            }
            else if (property is null && !takesMore)
            {
                Fault(where, Unknown);
            }
            else if (TryTake(member.Value, type.Options.GetTypeInfo(property?.PropertyType ?? typeof(JsonElement)), where, out var part))
            {
                members[member.Name] = part;
            }
        }

        taken = members;
        return true;
    }

    private bool TakeEntries(JsonElement value, JsonTypeInfo entry, string path, out JsonNode? taken)
    {
        var entries = new JsonArray();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            if (TryTake(item, entry, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), out var part) || (keepPlaces && !entry.Type.IsValueType))
            {
                entries.Add(part);
            }
        }

        taken = entries;
        return true;
    }

    private bool TakeWhole(JsonElement value, JsonTypeInfo type, string path, out JsonNode? taken)
    {
        taken = null;
        try
        {
            value.Deserialize(type);
            taken = value.ValueKind switch
            {
                JsonValueKind.Object => JsonObject.Create(value),
                JsonValueKind.Array => JsonArray.Create(value),
                JsonValueKind.Null => null,
                _ => JsonValue.Create(value),
            };
            return true;
        }
        catch (JsonException)
        {
            Fault(path, WrongType);
            return false;
        }
    }

    private void Fault(string path, string why)
    {
        if (faults.Count < MostFaults)
        {
            faults[path] = why;
        }
    }

    private static string Join(string path, string name)
    {
        var shown = name.Length <= LongestName ? name : $"{TextCut.Beginning(name, LongestName)}…";
        return shown.AsSpan().ContainsAny(Special) ? $"{path}['{shown}']" : path.Length == 0 ? shown : $"{path}.{shown}";
    }
}
