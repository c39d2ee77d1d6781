using Nanobot.Contracts.Policies;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>A request that was decided lately, as the record has it: of equal ones the last.</summary>
/// <param name="At">When it was recorded last.</param>
/// <param name="Resource">What it was for.</param>
/// <param name="Action">What was to be done.</param>
/// <param name="Role">The caller's role.</param>
/// <param name="UserId">The user that acted, or null.</param>
/// <param name="KeyId">Public id of the key that was used, or null.</param>
/// <param name="Ip">Where it came from, or null where that was not known.</param>
/// <param name="Door">The door that it came by: http, sse or rpc; null within modules.</param>
/// <param name="Origin">What had the work done: request, schedule or background.</param>
/// <param name="Effect">What was decided: allow or deny.</param>
/// <param name="MatchedPolicy">The policy that decided; null where none matched.</param>
/// <param name="MatchedScope">tenant, installation or default: whose that is.</param>
/// <param name="Shadow">What a policy in shadow mode would have decided in its place; null where none would.</param>
internal sealed record DecisionResource(
    DateTimeOffset At, string Resource, string Action, string? Role, string? UserId, string? KeyId, string? Ip, string? Door, string? Origin,
    string Effect, string? MatchedPolicy, string? MatchedScope, ShadowOutcome? Shadow);
