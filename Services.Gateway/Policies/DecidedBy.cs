using Nanobot.Platform.Policies;

namespace Nanobot.Services.Gateway.Policies;

/// <summary>What binds the requests of one tenant, or of operators.</summary>
/// <param name="TenantId">The tenant, or null.</param>
/// <param name="Set">The policies, compiled.</param>
/// <param name="Zone">The zone of time conditions that name none.</param>
internal sealed record DecidedBy(string? TenantId, PolicySet Set, TimeZoneInfo Zone);
