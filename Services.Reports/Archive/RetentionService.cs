using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Reports.Archive;

/// <summary>Looks for reports past their retention, again and again.</summary>
internal sealed class RetentionService(ReportRetention retention, IOptions<ArchiveOptions> options, Backoff backoff, TimeProvider time, ILogger<RetentionService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly WorkerLoop _loop = new("The removal of old reports", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(async token =>
    {
        await retention.PurgeAsync(token);
        return Next.After(options.Value.RetentionInterval);
    }, stoppingToken);
}
