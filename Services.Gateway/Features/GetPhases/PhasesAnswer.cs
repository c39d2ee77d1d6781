using Nanobot.Services.Gateway.Plan;

namespace Nanobot.Services.Gateway.Features.GetPhases;

/// <summary>Answer of <c>GET /api/super-agent/architecture/evolution-phases</c>.</summary>
/// <param name="Success">Always true.</param>
/// <param name="Phases">The phases, in order.</param>
internal sealed record PhasesAnswer(bool Success, IReadOnlyList<Phase> Phases);
