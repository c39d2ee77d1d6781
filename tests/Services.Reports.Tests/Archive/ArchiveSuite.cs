using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Archive;

/// <summary>The service with a store that a test can take away, and whose archive works when a test says so.</summary>
internal sealed class ArchiveSuite : IAsyncDisposable
{
    public ArchiveSuite(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Suite = new ReportsSuite(services =>
        {
            services.RemoveAll<IObjectStore>();
            services.AddSingleton<IObjectStore>(Store);
            services.Where(static service => service.ServiceType == typeof(IHostedService)
                && (service.ImplementationType == typeof(ArchiveService) || service.ImplementationType == typeof(RetentionService) || service.ImplementationType == typeof(OrphanSweepService)))
                .ToList().ForEach(service => services.Remove(service));
        }, settings);
    }

    public FlakyStore Store { get; } = new();

    public ReportsSuite Suite { get; }

    /// <summary>A user with a report that is made.</summary>
    public async Task<(TenantContext User, ReportResource Report)> ReportAsync(string symbol = "ARC", TenantContext? context = null, IReadOnlyList<string>? channels = null)
    {
        Suite.Peer.Quotes(symbol, "2026-11-19,1,2,1,1.5,10");
        var user = Suite.User(new Watchlist(Stocks: [symbol]), new Preferences(Language: "en", TimeZone: "UTC", MaxReportLength: 5000, NotificationChannels: channels), context);
        Suite.Model(user, $"{symbol} closed at 1.5 [E1]. 苍鹭归来。");
        var report = await Suite.MakeAsync(user);
        Assert.Equal("completed", report.Status);
        return (user, report);
    }

    /// <summary>Has the archive do what is due, until nothing is.</summary>
    public async Task ArchiveAsync()
    {
        for (var rounds = 0; await Archive.RunAsync(CancellationToken.None) > 0; rounds++)
        {
            Assert.True(rounds < 20, "The archive always has something to do.");
        }
    }

    public Task<int> RunOnceAsync() => Archive.RunAsync(CancellationToken.None);

    public Task<int> PurgeAsync() => Suite.Services.GetRequiredService<ReportRetention>().PurgeAsync(CancellationToken.None);

    public async Task SweepAsync()
    {
        while (await Suite.Services.GetRequiredService<OrphanSweep>().RunAsync(CancellationToken.None))
        {
        }
    }

    /// <summary>Makes a report older, and what the archive is to do with it due.</summary>
    public Task AgeAsync(Guid reportId, string interval) => Suite.SqlAsync<int>(
        $"update all_reports set created_at = created_at - interval '{interval}', completed_at = completed_at - interval '{interval}', archive_at = now() - interval '1 second' where report_id = $1 returning 1", reportId);

    public Task<string?> RowAsync(Guid reportId) => Suite.SqlAsync<string>("""
        select concat_ws(' ', content is not null, evidence is not null, words is not null, tier, archive_at is not null)
        from all_reports left join all_report_evidence using (tenant_id, user_id, report_id) where report_id = $1
        """, reportId);

    public ValueTask DisposeAsync() => Suite.DisposeAsync();

    private ArchiveService Archive => ActivatorUtilities.CreateInstance<ArchiveService>(Suite.Services);
}
