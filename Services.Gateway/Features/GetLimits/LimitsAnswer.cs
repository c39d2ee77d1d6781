namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary>Answer of <c>GET /limits</c>.</summary>
/// <param name="TenantId">The caller's tenant.</param>
/// <param name="Tier">Its plan.</param>
/// <param name="TimeZone">The zone in whose calendar days are counted.</param>
/// <param name="Limits">Each limit.</param>
/// <param name="Waiting">The caller's calls that wait for a slot here; an administrator sees all of the tenant's.</param>
internal sealed record LimitsAnswer(string TenantId, string Tier, string TimeZone, IReadOnlyList<LimitResource> Limits, IReadOnlyList<WaitingCall> Waiting);
