namespace Nanobot.Platform.Policies.Conditions;

/// <summary>Attributes from two places.</summary>
/// <param name="first">Where they are looked for.</param>
/// <param name="otherwise">Where those are looked for that are not there.</param>
public sealed class LayeredAttributes(IAttributes first, IAttributes otherwise) : IAttributes
{
    /// <inheritdoc/>
    public bool TryGet(string name, out AttributeValue value) => first.TryGet(name, out value) || otherwise.TryGet(name, out value);
}
