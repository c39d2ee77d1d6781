using System.Security.Cryptography;
using System.Text.Json;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Tenants.Domain;

namespace Nanobot.Services.Tenants.Features.CreateTenant;

/// <summary>A request for a tenant once it has been found acceptable.</summary>
internal sealed record NewTenant(string TenantId, string Name, string Tier, string TimeZone)
{
    private const int MaximumNameLength = 200;

    /// <summary>The same for the same tenant asked for again, different for any other.</summary>
    public byte[] Digest { get; } =
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<string[]>([TenantId, Name, Tier, TimeZone]));

    /// <summary>Reads the request; where anything is wrong there is a refusal that names all of it, and no tenant.</summary>
    public static NewTenant? From(CreateTenantRequest request, out Refusal? refusal)
    {
        var name = request.Name?.Trim();
        var timeZone = request.TimeZone ?? TimeZoneNames.Default;
        var idIsValid = Domain.TenantId.IsValid(request.TenantId);
        refusal = new ValidationErrors()
            .Require(idIsValid, "tenant_id", Domain.TenantId.Form)
            .Length(name, "name", 1, MaximumNameLength)
            .Require(name is null || !name.Any(char.IsControl), "name", "must not contain control characters")
            .OneOf(request.Tier, "tier", TenantTier.All)
            .Require(TimeZoneNames.IsValid(timeZone), "time_zone", TimeZoneNames.Form)
            .ToRefusal();
        if (refusal is null)
        {
            return new NewTenant(request.TenantId!, name!, request.Tier!, timeZone);
        }

        refusal = idIsValid ? refusal : TenantRefusals.InvalidTenantId(refusal);
        return null;
    }
}
