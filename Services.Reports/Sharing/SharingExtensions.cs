using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Sharing;

/// <summary>Registers links to reports.</summary>
internal static class SharingExtensions
{
    /// <summary>Adds <see cref="ReportLinks"/> and <see cref="SharedReports"/>; section <c>Reports:Links</c>.</summary>
    public static void AddSharing(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ShareOptions, ShareOptionsValidator>("Reports:Links");
        builder.Services.AddSingleton<LinkSignatures>();
        builder.Services.AddSingleton<ShareTokens>();
        builder.Services.AddSingleton<ReportLinks>();
        builder.Services.AddTransient<SharedReports>();
    }
}
