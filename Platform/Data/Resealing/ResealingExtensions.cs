using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Nanobot.Platform.Data.Resealing;

/// <summary>Registers what seals secrets anew.</summary>
public static class ResealingExtensions
{
    /// <summary>Has the secrets of a table sealed anew when the key changes. Needs <c>TenantSecrets</c>.</summary>
    public static void AddResealing(this IServiceCollection services, SealedTable table)
    {
        services.AddSingleton(table);
        services.TryAddSingleton<SecretResealing>();
        services.AddHostedService<SecretResealingService>();
    }
}
