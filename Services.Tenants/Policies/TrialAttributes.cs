using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights.Attributes;
using Nanobot.Services.Tenants.Attributes;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Gives requests that are tried what their tenant, user and key have of attributes now, as a decision would; what a request brings along counts before that.</summary>
internal sealed class TrialAttributes(SubjectAttributeReader reader)
{
    /// <summary>The requests, all of the tenant whose policies those are, with what the policies ask for.</summary>
    public async Task<List<PolicyRequest>> CompleteAsync(
        PolicySources present, AttributeGroups asked, IReadOnlyList<PolicyRequest> requests, CancellationToken cancellationToken)
    {
        var tenant = TenantAttributes.Of(present);
        var users = asked.HasFlag(AttributeGroups.User)
            ? await reader.ReadUsersAsync(present.TenantId, requests.Select(static one => one.UserId), cancellationToken)
            : [];
        var keys = asked.HasFlag(AttributeGroups.Key)
            ? await reader.ReadKeysAsync(present.TenantId, requests.Select(static one => one.KeyId), cancellationToken)
            : [];
        return [.. requests.Select(request =>
        {
            var own = OwnAttributes.Of(new SubjectAttributes(present.TenantId, request.UserId, request.KeyId, Of(users, request.UserId), Of(keys, request.KeyId)));
            IAttributes known = own == OwnAttributes.None ? tenant : new LayeredAttributes(own, tenant);
            return request with { Attributes = request.Attributes is { } given ? new LayeredAttributes(given, known) : known };
        })];
    }

    private static IReadOnlyDictionary<string, JsonElement>? Of(Dictionary<string, IReadOnlyDictionary<string, JsonElement>> known, string? id) =>
        id is null ? null : known.GetValueOrDefault(id);
}
