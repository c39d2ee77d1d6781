using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>Registers what watches users' rules.</summary>
internal static class AlertExtensions
{
    public static void AddAlerts(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AlertOptions, AlertOptionsValidator>("Alerts");
        builder.Services.AddSingleton<AlertBook>();
        builder.Services.AddSingleton<Market>();
        builder.Services.AddSingleton<AlertFirings>();
        builder.Services.AddWorkQueue<ClaimedRule, RuleQueue>();
        builder.Services.AddTransient<AlertAttempt>();
        builder.Services.AddHostedService<AlertWorker>();
    }
}
