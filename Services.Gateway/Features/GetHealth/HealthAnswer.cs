namespace Nanobot.Services.Gateway.Features.GetHealth;

/// <summary>Answer of <c>GET /health</c>.</summary>
/// <param name="Status">healthy, degraded or unhealthy: the worst of the modules.</param>
/// <param name="Timestamp">When the modules were asked.</param>
/// <param name="Version">The product's version.</param>
/// <param name="Services">Each module's status: healthy, degraded, unhealthy or unreachable.</param>
/// <param name="Instances">How many instances of each module say that they are ready, not_ready or draining; of none where none says anything of itself.</param>
internal sealed record HealthAnswer(
    string Status, DateTimeOffset Timestamp, string Version, IReadOnlyDictionary<string, string> Services, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Instances);
