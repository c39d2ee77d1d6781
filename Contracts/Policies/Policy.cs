using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Policies;

/// <summary>A policy as it is written: who may or may not do what, and when.</summary>
/// <param name="Name">Unique within its set.</param>
/// <param name="Description">For people; 500 characters at most.</param>
/// <param name="Effect">allow or deny.</param>
/// <param name="Priority">Of the policies that match only those of the highest count; -1,000 to 1,000 for a tenant's, -10,000 to 10,000 for the installation's, default 0.</param>
/// <param name="Principals">1 to 50 of tenant:, user:, role:, key: with an id, or *; the star stands for any characters.</param>
/// <param name="Resources">1 to 50 of method:, tool:, model:, report: with a name, or anything that begins with *; the star stands for any characters.</param>
/// <param name="Actions">1 to 20 actions, for example execute; the star stands for any characters.</param>
/// <param name="Conditions">All must hold; absent: always.</param>
/// <param name="Enabled">Whether it counts at all; default true.</param>
/// <param name="Mode">enforce (default), or shadow: decided and recorded, not enforced.</param>
/// <param name="Tags">For people; 20 at most.</param>
/// <param name="Metadata">For programs; 50 members at most.</param>
public sealed record Policy(
    string? Name = null,
    string? Description = null,
    [property: Required, Permitted<PolicyEffect>] string? Effect = null,
    int Priority = 0,
    [property: Required, MinLength(1), MaxLength(50)] IReadOnlyList<string>? Principals = null,
    [property: Required, MinLength(1), MaxLength(50)] IReadOnlyList<string>? Resources = null,
    [property: Required, MinLength(1), MaxLength(20)] IReadOnlyList<string>? Actions = null,
    PolicyConditions? Conditions = null,
    bool Enabled = true,
    [property: Permitted<PolicyMode>] string? Mode = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Tags = null,
    IReadOnlyDictionary<string, JsonElement>? Metadata = null);
