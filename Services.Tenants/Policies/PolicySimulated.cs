using Nanobot.Contracts.Policies;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>What a proposed set would change.</summary>
/// <param name="Version">Of the present sets.</param>
/// <param name="Changed">How many of the requests would be decided otherwise.</param>
/// <param name="Results">One for each request, in their order; of recorded ones the latest first.</param>
internal sealed record PolicySimulated(string Version, int Changed, IReadOnlyList<SimulatedRequest> Results);

/// <summary>A request by both sets.</summary>
/// <param name="Resource">Of the request.</param>
/// <param name="Current">As it is decided at present.</param>
/// <param name="Proposed">As it would be.</param>
/// <param name="Changed">Whether it would be allowed where it is not, or the other way round.</param>
/// <param name="Request">The whole request, as it was recorded last; null where it was given.</param>
internal sealed record SimulatedRequest(string Resource, PolicyOutcome Current, PolicyOutcome Proposed, bool Changed, PolicyQuestion? Request = null);
