using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Rights.Attributes;

/// <summary>The own attributes of a user and of a key, by their whole names.</summary>
public sealed class OwnAttributes : IAttributes
{
    private readonly Dictionary<string, AttributeValue>? _values;

    private OwnAttributes(Dictionary<string, AttributeValue>? values) => _values = values;

    /// <summary>None.</summary>
    public static OwnAttributes None { get; } = new(null);

    /// <summary>Those that were answered.</summary>
    public static OwnAttributes Of(SubjectAttributes answer)
    {
        var values = AttributeMap.Read(answer.User, AttributeName.User);
        foreach (var (name, value) in AttributeMap.Read(answer.Key, AttributeName.Key))
        {
            values[name] = value;
        }

        return values.Count == 0 ? None : new OwnAttributes(values);
    }

    /// <inheritdoc/>
    public bool TryGet(string name, out AttributeValue value)
    {
        value = default;
        return _values is { } values && values.TryGetValue(name, out value);
    }
}
