namespace Nanobot.Platform.Policies.Conditions;

/// <summary>What conditions are asked of: the circumstances of one request.</summary>
/// <param name="At">The moment.</param>
/// <param name="Zone">The zone of windows that name none.</param>
/// <param name="Address">Where it comes from, or null where that is not known.</param>
/// <param name="Attributes">What else is known of it, or of whoever asks.</param>
/// <param name="Resource">What it is for.</param>
/// <param name="Told">What it says of itself.</param>
internal readonly record struct Facts(DateTimeOffset At, TimeZoneInfo Zone, NetworkAddress? Address, IAttributes? Attributes, string Resource, RequestFacts Told)
{
    public bool TryGet(string name, out AttributeValue value) =>
        (Attributes is { } attributes && attributes.TryGet(name, out value)) || Told.TryGet(name, Resource, out value);
}
