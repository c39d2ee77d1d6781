using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Web.Hosting;

namespace Nanobot.Platform.Webhooks.Hosting;

/// <summary>Registers what tells addresses.</summary>
public static class WebhookExtensions
{
    /// <summary>Adds what keeps secrets of webhooks, asks whether an address may be told, and tells it. Needs what asks policies (<c>AddRights</c>).</summary>
    /// <param name="builder">The module.</param>
    /// <param name="section">Where its settings stand.</param>
    public static void AddWebhookSending(this IHostApplicationBuilder builder, string section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddWeb();
        builder.AddTenantSecrets();
        builder.Services.AddSingleton(new WebhookSection(section));
        builder.AddValidatedOptions<WebhookOptions, WebhookOptionsValidator>(section);
        builder.Services.AddSingleton<WebhookSeal>();
        builder.Services.AddSingleton<WebhookGate>();
        builder.Services.AddSingleton<HostPlaces>();
        builder.Services.AddSingleton<WebhookSender>();
    }
}
