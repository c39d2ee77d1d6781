using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Data.Resealing;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>Registers inboxes for news.</summary>
internal static class InboxExtensions
{
    /// <summary>Adds what makes inboxes, lets posts in and reads them; section <c>Inboxes</c>. Needs what keeps secrets of webhooks.</summary>
    public static void AddInboxes(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<InboxOptions, InboxOptionsValidator>("Inboxes");
        builder.Services.AddResealing(InboxAddresses.Table);
        builder.Services.AddSingleton<InboxTokens>();
        builder.Services.AddSingleton<InboxAddresses>();
        builder.Services.AddSingleton<InboxBook>();
        builder.Services.AddSingleton<InboxIntake>();
        builder.Services.AddSingleton<InboxNews>();
        builder.Services.AddTransient<InboxDoor>();
        builder.Services.AddHostedService<InboxSweep>();
    }
}
