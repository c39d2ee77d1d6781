using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Limits;

/// <summary>An amount that is somebody's own instead of the plan's.</summary>
/// <param name="Quota">Name of the <see cref="QuotaType"/>.</param>
/// <param name="Amount">How much, in the smallest part of the type's unit: of money in millionths.</param>
/// <param name="Until">When it ends; null: it stands.</param>
public sealed record QuotaGrant(string Quota, long Amount, DateTimeOffset? Until = null);
