using System.Text.Json;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>Attributes by their whole names.</summary>
/// <param name="values">The attributes.</param>
public sealed class AttributeMap(IReadOnlyDictionary<string, AttributeValue> values) : IAttributes
{
    /// <inheritdoc/>
    public bool TryGet(string name, out AttributeValue value) => values.TryGetValue(name, out value);

    /// <summary>Reads members of JSON, each under its name behind <paramref name="prefix"/>; one that is no attribute, which a later version may know, is passed over.</summary>
    public static Dictionary<string, AttributeValue> Read(IReadOnlyDictionary<string, JsonElement>? members, string prefix)
    {
        var values = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        foreach (var (name, member) in members ?? new Dictionary<string, JsonElement>())
        {
            if (AttributeValue.Read(member) is { } value)
            {
                values[prefix + name] = value;
            }
        }

        return values;
    }
}
