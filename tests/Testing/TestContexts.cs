using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Testing;

/// <summary>Contexts for tests; each call names a tenant that no other test uses.</summary>
public static class TestContexts
{
    /// <summary>The key that services under test sign and verify with.</summary>
    public const string SigningKey = "k1:tests-only-signing-secret-0123456789";

    /// <summary>A fresh tenant id.</summary>
    public static string NewTenantId() => $"t-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>A user of <paramref name="tenantId"/>, or of a fresh tenant.</summary>
    public static TenantContext User(string userId = "ada", string? tenantId = null) =>
        new(tenantId ?? NewTenantId(), userId, TenantRole.User, "professional", 1);

    /// <summary>An administrator of <paramref name="tenantId"/>, or of a fresh tenant.</summary>
    public static TenantContext Admin(string? tenantId = null) =>
        new(tenantId ?? NewTenantId(), null, TenantRole.TenantAdmin, "professional", 1);

    /// <summary>An operator.</summary>
    public static TenantContext Operator { get; } = new(null, null, TenantRole.Operator);

    /// <summary>The gateway.</summary>
    public static TenantContext Gateway { get; } = new(null, null, TenantRole.Gateway);

    /// <summary>A codec with the tests' key, or with <paramref name="keys"/>.</summary>
    public static TenantContextCodec Codec(TimeProvider? time = null, params IEnumerable<string> keys)
    {
        var options = new TenancyOptions();
        foreach (var key in keys.DefaultIfEmpty(SigningKey))
        {
            options.SigningKeys.Add(key);
        }

        return new TenantContextCodec(Options.Create(options), time ?? TimeProvider.System);
    }
}
