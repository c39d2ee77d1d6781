namespace Nanobot.Platform.Policies.Conditions;

/// <summary>What conditions are asked of: the circumstances of one request.</summary>
/// <param name="At">The moment.</param>
/// <param name="Zone">The zone of windows that name none.</param>
/// <param name="Address">Where it comes from, or null where that is not known.</param>
/// <param name="Attributes">What else is known of it.</param>
internal readonly record struct Facts(
    DateTimeOffset At, TimeZoneInfo Zone, NetworkAddress? Address, IReadOnlyDictionary<string, AttributeValue>? Attributes);
