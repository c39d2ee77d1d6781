using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Tenancy;

/// <summary>Registers the signed context.</summary>
public static class CodecExtensions
{
    /// <summary>Adds the codec for the signed context; section <c>Tenancy</c>.</summary>
    public static void AddTenantContextCodec(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<TenancyOptions, TenancyOptionsValidator>("Tenancy");
        builder.Services.AddSingleton<TenantContextCodec>();
    }
}
