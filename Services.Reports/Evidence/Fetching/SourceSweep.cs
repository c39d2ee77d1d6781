using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>Removes what nobody may use any more, and, where the documents take more than their room, those that were used longest ago.</summary>
internal sealed class SourceSweep(PlatformDb db, IOptions<EvidenceOptions> options, Backoff backoff, TimeProvider time, ILogger<SourceSweep> logger) : BackgroundService
{
    private const string Expire = "delete from source_documents where fresh_until < $1 and stale_until < $1 and lease_until < $1 and used_at < $1";

    private const string Shrink = """
        delete from source_documents where source in
            (select source from (select source, sum(bytes) over (order by used_at desc, source) as total from source_documents) ranked where total > $1)
        """;

    private const string Forget = "delete from source_hosts where next_at < $1 and left_alone_until < $1";

    private static readonly PlatformScope Scope = new("sources nobody uses");
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    // As long as a host that is asked rarely may still have turns taken ahead.
    private static readonly TimeSpan HostsFor = TimeSpan.FromHours(1);

    private readonly WorkerLoop _loop = new("The removal of old sources", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(async token =>
    {
        await SweepAsync(token);
        return Next.After(Every);
    }, stoppingToken);

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.ExecuteAsync(Scope, new Sql(Expire, now) { IsBookkeeping = true }, cancellationToken);
        await db.ExecuteAsync(Scope, new Sql(Shrink, options.Value.Cache.Bytes) { IsBookkeeping = true }, cancellationToken);
        await db.ExecuteAsync(Scope, new Sql(Forget, now - HostsFor) { IsBookkeeping = true }, cancellationToken);
    }
}
