using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Tenancy.Secrets;

/// <summary>Registers what seals and opens secrets of tenants.</summary>
public static class SecretExtensions
{
    /// <summary>Adds <see cref="TenantSecrets"/>; section <c>Secrets</c>.</summary>
    public static void AddTenantSecrets(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SecretOptions, SecretOptionsValidator>("Secrets");
        builder.Services.TryAddSingleton(RandomNumberGenerator.Create());
        builder.Services.TryAddSingleton<TenantSecrets>();
    }
}
