using Nanobot.Services.Gateway.Plan;

namespace Nanobot.Services.Gateway.Features.GetBoundaries;

/// <summary>Answer of <c>GET /api/super-agent/architecture/service-boundaries</c>.</summary>
/// <param name="Success">Always true.</param>
/// <param name="Boundaries">Each module by its name.</param>
internal sealed record BoundariesAnswer(bool Success, IReadOnlyDictionary<string, Boundary> Boundaries);
