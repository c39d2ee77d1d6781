using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Ai;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>How long a report waits for its next attempt.</summary>
public sealed class ModelWaitTests
{
    [Theory]
    [InlineData(120, 120, 132.5)]
    [InlineData(0, 0, 1)]
    [InlineData(3600, 900, 990.5)]
    [InlineData(null, 0, 1)]
    public async Task The_next_attempt_is_as_late_as_the_models_server_asks_but_no_later_than_the_longest_wait(int? asked, double least, double most)
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        own.Peer.Quotes("WAIT", "2026-11-19,1,2,1,1.5,10");
        var user = own.User(new Watchlist(Stocks: ["WAIT"]));
        own.Model(user, (_, _) => throw new ModelUnavailableException("it answered with HTTP 429", true) { RetryAfter = asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null });
        var id = (await own.RequestAsync(user)).ReportId;
        var claimed = Assert.Single(await own.Services.GetRequiredService<ReportLanes>().Asked.ClaimAsync(1, CancellationToken.None));
        await using var scope = own.Services.CreateAsyncScope();
        var before = TimeProvider.System.GetUtcNow();

        await scope.ServiceProvider.GetRequiredService<ReportAttempt>().RunAsync(claimed, CancellationToken.None);

        var took = (TimeProvider.System.GetUtcNow() - before).TotalSeconds;
        Assert.Equal("pending", await own.SqlAsync<string>("select status from all_reports where report_id = $1", id));
        Assert.InRange(await own.SqlAsync<double>("select extract(epoch from due_at - $2)::float8 from all_reports where report_id = $1", id, before), least, most + took);
    }
}
