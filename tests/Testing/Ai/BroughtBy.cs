using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Models;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy.Secrets;

namespace Nanobot.Testing.Ai;

/// <summary>Models that tenants and users have brought, sealed as the tenants module seals them.</summary>
public static class BroughtBy
{
    /// <summary>One of a tenant's, or of a user's.</summary>
    public static OwnModel Of(string tenantId, string? userId, string name, string address, string? key = "tenants-key", params (string Name, string Value)[] headers)
    {
        var options = new SecretOptions();
        options.Keys.Add(TestKeys.SecretKey);
        var secrets = new TenantSecrets(Options.Create(options), RandomNumberGenerator.Create());
        var secret = JsonSerializer.Serialize(new OwnModelSecret(key, headers.ToDictionary(static header => header.Name, static header => header.Value)), Json.Wire);
        return new OwnModel(name, userId is not null, address, $"{name}-at-home", secrets.Seal(secret, new SecretPlace(tenantId, userId, OwnModelSecret.Kind, name, address)));
    }
}
