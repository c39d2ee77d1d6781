using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>Removes news that are too old to be evidence, and what is known of signed posts that could not be sent again any more.</summary>
internal sealed class InboxSweep(PlatformDb db, IOptions<InboxOptions> options, Backoff backoff, TimeProvider time, ILogger<InboxSweep> logger) : BackgroundService
{
    // A little each time: nobody waits for it.
    private const string Expire = """
        delete from inbox_items where received_at <= (select max(received_at) from (select received_at from inbox_items where received_at <= $1 order by received_at limit 1000) old)
        """;

    private const string Forget = "delete from inbox_messages where received_at <= $1";

    private static readonly PlatformScope Scope = new("news that are too old");
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly WorkerLoop _loop = new("The removal of old news", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(async token =>
    {
        await SweepAsync(token);
        return Next.After(Every);
    }, stoppingToken);

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        while (await db.ExecuteAsync(Scope, new Sql(Expire, now - options.Value.KeptFor) { IsBookkeeping = true }, cancellationToken) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        // Its time may be as far ahead of now as it may be behind.
        await db.ExecuteAsync(Scope, new Sql(Forget, now - (2 * options.Value.Tolerance)) { IsBookkeeping = true }, cancellationToken);
    }
}
