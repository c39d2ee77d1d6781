using Nanobot.Platform.Policies;
using Nanobot.Platform.Rights.Attributes;
using Nanobot.Platform.Rights.Recorded;

namespace Nanobot.Platform.Rights.Known;

/// <summary>What binds the requests of one tenant, or of operators.</summary>
/// <param name="TenantId">The tenant, or null.</param>
/// <param name="Set">The policies, compiled.</param>
/// <param name="Zone">The zone of time conditions that name none.</param>
public sealed record BoundPolicies(string? TenantId, PolicySet Set, TimeZoneInfo Zone)
{
    /// <summary>What is known of the tenant, as conditions know it.</summary>
    public TenantAttributes Tenant { get; init; } = TenantAttributes.Unknown;

    /// <summary>What was recorded of its decisions lately; outlives the set.</summary>
    internal RecentRequests Recent { get; init; } = new();
}
