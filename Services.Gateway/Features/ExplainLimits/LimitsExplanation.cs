namespace Nanobot.Services.Gateway.Features.ExplainLimits;

/// <summary>Answer of <c>GET /limits/explain</c>.</summary>
/// <param name="TenantId">The caller's tenant.</param>
/// <param name="Limits">Each limit, with its chain.</param>
internal sealed record LimitsExplanation(string TenantId, IReadOnlyList<ExplainedLimit> Limits);
