using Nanobot.Contracts.Values;

namespace Nanobot.Services.Gateway.Sockets.Warnings;

/// <summary>How near a limit somebody is.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="UserId">The user whose own limit it is; null for the tenant's.</param>
/// <param name="Quota">Which limit.</param>
/// <param name="Limit">How much there is, in the smallest part of its unit.</param>
/// <param name="Used">How much is used.</param>
/// <param name="ResetsAt">When its window ends; null where it is no window but a stand.</param>
internal sealed record NearLimit(string TenantId, string? UserId, QuotaType Quota, long Limit, long Used, DateTimeOffset? ResetsAt)
{
    /// <summary>Percentages of a limit that are told of.</summary>
    public static readonly IReadOnlyList<int> Thresholds = [80, 95, 100];

    // A stand that goes to and fro about a threshold is told of once.
    private const int Slack = 5;

    /// <summary>Whether as much is used as a threshold says; of a limit of nothing nothing can be.</summary>
    public bool Reaches(int threshold) => Limit > 0 && Used >= Math.Ceiling(Limit * (threshold / 100m));

    /// <summary>Whether a stand has left a threshold behind so far that reaching it would be news again.</summary>
    public bool HasLeft(int threshold) => ResetsAt is null && Used < Limit * ((threshold - Slack) / 100m);
}
