using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>A policy as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">For people, or null.</param>
/// <param name="Effect">allow or deny.</param>
/// <param name="Priority">Higher first.</param>
/// <param name="Principals">Who.</param>
/// <param name="Resources">What it is done to.</param>
/// <param name="Actions">What is done.</param>
/// <param name="Conditions">When, or null for always.</param>
/// <param name="Enabled">Whether it counts at all.</param>
/// <param name="Mode">enforce or shadow.</param>
/// <param name="Tags">For people.</param>
/// <param name="Metadata">For programs, or null.</param>
/// <param name="Revision">Rises with each change; the number in its ETag.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record PolicyResource(
    string Name,
    string? Description,
    string Effect,
    int Priority,
    IReadOnlyList<string> Principals,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> Actions,
    PolicyConditions? Conditions,
    bool Enabled,
    string Mode,
    IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, JsonElement>? Metadata,
    long Revision,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static PolicyResource Of(PolicyRow row)
    {
        var policy = row.Policy;
        return new(row.Name, policy.Description, policy.Effect!, policy.Priority, policy.Principals!, policy.Resources!, policy.Actions!, policy.Conditions,
            policy.Enabled, policy.Mode!, policy.Tags ?? [], policy.Metadata, row.Revision, row.CreatedAt, row.UpdatedAt);
    }
}
