using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Rights.Attributes;

/// <summary>What is known of a tenant, as conditions know it.</summary>
/// <param name="tier">Its tier; null where that is not known.</param>
/// <param name="status">How it stands; null where that is not known.</param>
/// <param name="own">Its own attributes by their whole names; null: none.</param>
public sealed class TenantAttributes(string? tier, string? status, IReadOnlyDictionary<string, AttributeValue>? own) : IAttributes
{
    /// <summary>Of a tenant of which nothing is known.</summary>
    public static TenantAttributes Unknown { get; } = new(null, null, null);

    /// <summary>Those that stand beside a tenant's policies.</summary>
    public static TenantAttributes Of(PolicySources sources) => new(
        // One text for all tenants.
        TenantTier.TryParse(sources.Tier, out var tier) ? tier.Value : sources.Tier, TenantStatus.TryParse(sources.Status, out var status) ? status.Value : sources.Status,
        sources.Attributes is { Count: > 0 } own ? AttributeMap.Read(own, AttributeName.Tenant) : null);

    /// <inheritdoc/>
    public bool TryGet(string name, out AttributeValue value)
    {
        // What the suite says of a tenant nobody says otherwise.
        if (name is AttributeName.Tier or AttributeName.Status)
        {
            var text = name == AttributeName.Tier ? tier : status;
            value = text is null ? default : AttributeValue.Of(text);
            return text is not null;
        }

        value = default;
        return own is not null && own.TryGetValue(name, out value);
    }
}
