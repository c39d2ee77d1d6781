using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Objects.Hosting;

namespace Nanobot.Services.Reports.Archive;

/// <summary>Where reports are kept.</summary>
internal static class ArchiveExtensions
{
    public static void AddArchive(this WebApplicationBuilder builder)
    {
        builder.AddObjects();
        builder.AddValidatedOptions<ArchiveOptions, ArchiveOptionsValidator>(ArchiveOptions.Section);
        builder.Services.AddSingleton<ReportArchive>();
        builder.Services.AddSingleton<ArchiveQueue>();
        builder.Services.AddSingleton<ArchiveStep>();
        builder.Services.AddSingleton<ReportRetention>();
        builder.Services.AddSingleton<ReportDeletion>();
        builder.Services.AddSingleton<RetentionBook>();
        builder.Services.AddSingleton<OrphanSweep>();
        builder.Services.AddHostedService<ArchiveService>();
        builder.Services.AddHostedService<RetentionService>();
        builder.Services.AddHostedService<OrphanSweepService>();
    }
}
