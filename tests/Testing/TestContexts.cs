using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Testing;

/// <summary>Contexts for tests; each call names a tenant that no other test uses.</summary>
public static class TestContexts
{
    /// <summary>A fresh tenant id.</summary>
    public static string NewTenantId() => $"t-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>A user of <paramref name="tenantId"/>, or of a fresh tenant.</summary>
    public static TenantContext User(string userId = "ada", string? tenantId = null) =>
        new(tenantId ?? NewTenantId(), userId, TenantRole.User, "professional", 1);

    /// <summary>An administrator of <paramref name="tenantId"/>, or of a fresh tenant.</summary>
    public static TenantContext Admin(string? tenantId = null) =>
        new(tenantId ?? NewTenantId(), null, TenantRole.TenantAdmin, "professional", 1);

    /// <summary>An operator that acts within <paramref name="tenantId"/>, or within a fresh tenant.</summary>
    public static TenantContext Visitor(string? tenantId = null) => TenantContext.ForOperatorIn(tenantId ?? NewTenantId(), "professional", 1, null);

    /// <summary>An operator.</summary>
    public static TenantContext Operator { get; } = new(null, null, TenantRole.Operator);

    /// <summary>The gateway.</summary>
    public static TenantContext Gateway => TenantContext.Gateway;

    /// <summary>A module itself.</summary>
    public static TenantContext Module => TenantContext.Module;

    /// <summary>Any context, possible or not.</summary>
    public static TenantContext Of(string? tenantId, string? userId, string role, string? plan = null, long epoch = 0, string? keyId = null,
        OwnQuotas? quotas = null, string? timeZone = null) =>
        new(tenantId, userId, role, plan, epoch, keyId, quotas, timeZone: timeZone);

    /// <summary>A codec of the gateway, which signs requests, or of another module; it verifies what any module signed.</summary>
    public static TenantContextCodec Codec(TimeProvider? time = null, string module = "gateway") =>
        Codec(time, module, TestKeys.Settings(module));

    /// <summary>A codec of whoever may sign calls in a context.</summary>
    public static TenantContextCodec CodecFor(TenantContext context, TimeProvider? time = null) => Codec(time, context.Role == TenantRole.Module ? "scheduler" : "gateway");

    /// <summary>What an envelope says to whichever service it is for; null where it is for none, or not genuine.</summary>
    public static TenantContext? Read(string? envelope, string audience, TimeProvider? time = null) => TestKeys.Services
        .Select(service => Codec(time, service).Verify(envelope, audience)).FirstOrDefault(static context => context is not null);

    /// <summary>A codec of a module with given keys.</summary>
    public static TenantContextCodec Codec(TimeProvider? time, string module, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var options = new TenancyOptions();
        foreach (var (key, value) in settings.Where(static setting => setting.Key.StartsWith("Tenancy:", StringComparison.Ordinal)))
        {
            if (key == "Tenancy:SealsCalls")
            {
                options.SealsCalls = bool.Parse(value!);
                continue;
            }

            (key.Contains(":SigningKeys:", StringComparison.Ordinal) ? options.SigningKeys : options.TrustedKeys).Add(value!);
        }

        return new TenantContextCodec(Options.Create(options), new Module(module, "0.0.0"), time ?? TimeProvider.System);
    }
}
