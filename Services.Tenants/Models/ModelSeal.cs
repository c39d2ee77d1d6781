using System.Text.Json;
using Nanobot.Contracts.Models;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Models;

/// <summary>Seals what a model's server is told, for that model at that address and no other.</summary>
internal sealed class ModelSeal(TenantSecrets secrets)
{
    private const int ShortestHinted = 20;
    private const int Hinted = 4;

    /// <summary>Whether anything can be sealed.</summary>
    public bool IsSetUp => secrets.IsSetUp;

    /// <summary>
    /// What is to be told: as the request has it. What it leaves out stays as it is, but only towards the address that it was given for: whoever changes the address has to know the key.
    /// </summary>
    public OwnModelSecret Merge(string tenantId, ModelRow? current, ModelRequest request)
    {
        var kept = current is not null && current.Address == request.Address && (request.Key is null || request.Headers is null) ? Open(tenantId, current) : null;
        return new OwnModelSecret(request.Key ?? kept?.Key, request.Headers?.ToDictionary(static header => header.Key, static header => header.Value!) ?? kept?.Headers ?? new Dictionary<string, string>());
    }

    /// <summary>Seals it.</summary>
    public string Seal(OwnModelSecret secret, SecretPlace place) => secrets.Seal(JsonSerializer.Serialize(secret, Json.Wire), place);

    /// <summary>Where a model's secret belongs.</summary>
    public static SecretPlace PlaceOf(string tenantId, string? userId, string name, string address) => new(tenantId, userId, OwnModelSecret.Kind, name, address);

    /// <summary>What may be shown of a key.</summary>
    public static string? HintOf(string? key) => key is null ? null : key.Length < ShortestHinted ? "…" : $"…{key[^Hinted..]}";

    private OwnModelSecret Open(string tenantId, ModelRow row) =>
        secrets.Open(row.Secret, PlaceOf(tenantId, row.UserId, row.Name, row.Address)) is { } text && JsonSerializer.Deserialize<OwnModelSecret>(text, Json.Wire) is { } secret
            ? secret
            : throw new StoredDataException("What a model's server is told cannot be opened: it was sealed by a key that is gone, or for another place.");
}
