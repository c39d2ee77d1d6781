using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Features;

public sealed class CancelReportTests
{
    private const string Row = "2026-11-19,1,2,1,1.5,10";
    private const string Told = """
        select coalesce(string_agg((envelope::jsonb -> 'data' ->> 'status') || ' ' || (envelope::jsonb -> 'data' ->> 'code'), ','), '')
        from nanobot.outbox where tenant_id = $1 and topic = 'report.completed.v1'
        """;

    [Fact]
    public async Task A_report_that_waits_is_over_at_once()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = own.User(new Watchlist(Stocks: ["CRA"]));
        var id = (await own.RequestAsync(user)).ReportId;

        var (status, body) = await CancelAsync(own, user, id);
        var (again, _) = await CancelAsync(own, user, id);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (status, again));
        Assert.Contains("\"status\":\"cancelled\"", body, StringComparison.Ordinal);
        Assert.NotNull((await own.GetAsync(user, id)).CompletedAt);
        Assert.Empty(await own.Services.GetRequiredService<ReportLanes>().Asked.ClaimAsync(1, CancellationToken.None));
        Assert.Equal("failed REPORT_CANCELLED", await own.SqlAsync<string>(Told, user.RequiredTenantId));
        using var markdown = new HttpRequestMessage(HttpMethod.Get, $"/reports/{id}") { Headers = { { "Accept", "text/markdown" } } };
        using var response = await own.Client(user).SendAsync(markdown);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("REPORT_CANCELLED", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_model_was_asked_ends_within_moments_and_nothing_of_it_is_kept()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("CRB", Row);
        var user = own.User(new Watchlist(Stocks: ["CRB"]));
        var (asked, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        own.Model(user, async (_, cancellationToken) =>
        {
            await using var end = cancellationToken.Register(ended.SetResult);
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        });
        var id = (await own.RequestAsync(user)).ReportId;
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var (status, _) = await CancelAsync(own, user, id);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("cancelled", (await own.GetAsync(user, id)).Status);
        Assert.Equal("failed REPORT_CANCELLED", await own.SqlAsync<string>(Told, user.RequiredTenantId));
    }

    [Fact]
    public async Task One_that_has_ended_is_refused_with_how_it_ended()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("CRC", Row);
        var user = own.User(new Watchlist(Stocks: ["CRC"]));
        var id = (await own.MakeAsync(user)).ReportId;

        var (status, body) = await CancelAsync(own, user, id);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("\"code\":\"REPORT_ENDED\"", body, StringComparison.Ordinal);
        Assert.Contains("\"report_status\":\"completed\"", body, StringComparison.Ordinal);
        Assert.Equal("completed", (await own.GetAsync(user, id)).Status);
    }

    [Fact]
    public async Task Anothers_report_is_like_one_that_is_not_there()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var (ada, eve) = (own.User(new Watchlist(Stocks: [])), own.User(new Watchlist(Stocks: [])));
        var id = (await own.RequestAsync(ada)).ReportId;

        var foreign = await CancelAsync(own, eve, id);
        var missing = await CancelAsync(own, eve, Guid.NewGuid());

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.Status, missing.Status));
        Assert.Equal("pending", (await own.GetAsync(ada, id)).Status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> CancelAsync(ReportsSuite suite, TenantContext user, Guid id)
    {
        using var response = await suite.Client(user).PostAsJsonAsync($"/reports/{id}/cancel", new { });
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
