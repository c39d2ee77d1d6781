using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>However a report ends, whoever waits for it hears of it.</summary>
public sealed class ReportEndTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private const string Row = "2026-11-19,1,2,1,1.5,10";

    private const string Told = """
        select coalesce(string_agg(concat_ws(' ', envelope::jsonb -> 'data' ->> 'report_id', envelope::jsonb -> 'data' ->> 'report_type', envelope::jsonb -> 'data' ->> 'status'), ','), '')
        from nanobot.outbox where tenant_id = $1 and topic = 'report.completed.v1'
        """;

    [Fact]
    public async Task A_report_that_is_made_is_told_of() =>
        await IsToldAsync(UserOf("ENA"), "completed", null);

    [Fact]
    public async Task What_it_came_to_by_the_ledger_is_told_with_it()
    {
        var user = UserOf("ENA");
        await IsToldAsync(user, "completed", null);

        var (told, kept) = (
            await suite.SqlAsync<string>("select (envelope::jsonb -> 'data' ->> 'tokens') || ' ' || (envelope::jsonb -> 'data' ->> 'cost_micros') from nanobot.outbox where tenant_id = $1 and topic = 'report.completed.v1'", user.RequiredTenantId),
            await suite.SqlAsync<string>("select sum(prompt_tokens + completion_tokens) || ' ' || sum(cost_micros) from nanobot.model_calls where tenant_id = $1", user.RequiredTenantId));
        Assert.Equal(kept, told);
        Assert.NotEqual('0', told![0]);
    }

    [Fact]
    public async Task A_report_of_a_user_who_is_gone_is_told_of() =>
        await IsToldAsync(TestContexts.User(), "failed", "The user no longer exists.");

    [Fact]
    public async Task A_report_without_evidence_is_told_of() =>
        await IsToldAsync(suite.User(new Watchlist(Stocks: ["NONE"])), "failed", "There is no evidence: ");

    [Fact]
    public async Task A_report_that_fails_at_each_attempt_is_told_of()
    {
        var user = UserOf("ENC");
        suite.Model(user, static (_, _) => throw new InvalidOperationException("broken"));

        await IsToldAsync(user, "failed", "Given up after 5 attempts: ");
    }

    [Fact]
    public async Task A_report_whose_workers_all_died_is_told_of()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = TestContexts.User();
        var id = (await own.RequestAsync(user)).ReportId;
        await own.SqlAsync<int>("update all_reports set attempts = 5 where report_id = $1 returning 1", id);
        var claimed = Assert.Single(await own.Services.GetRequiredService<ReportLanes>().Asked.ClaimAsync(1, CancellationToken.None));
        await using var scope = own.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<ReportAttempt>().RunAsync(claimed, CancellationToken.None);

        Assert.Equal("Given up after 5 attempts: The work was cut off each time.", (await own.EndAsync(user, id)).ErrorMessage);
        Assert.Equal($"{id} daily failed", await own.SqlAsync<string>(Told, user.TenantId!));
    }

    [Fact]
    public async Task A_report_whose_end_cannot_be_told_of_has_not_ended()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = TestContexts.User();
        var id = (await own.RequestAsync(user)).ReportId;
        var (queue, lane) = (own.Services.GetRequiredService<ReportQueue>(), own.Services.GetRequiredService<ReportLanes>().Asked);
        var claimed = Assert.Single(await lane.ClaimAsync(1, CancellationToken.None));
        await own.LinesAsync("alter table nanobot.outbox add constraint broken check (false) not valid");

        await Assert.ThrowsAsync<PostgresException>(() => queue.FinishAsync(claimed, new MadeReport("content", []), null, null, new([], null), CancellationToken.None));

        Assert.Equal("processing", await own.SqlAsync<string>("select status from all_reports where report_id = $1", id));
    }

    private TenantContext UserOf(string symbol)
    {
        suite.Peer.Quotes(symbol, Row);
        return suite.User(new Watchlist(Stocks: [symbol]));
    }

    private async Task IsToldAsync(TenantContext user, string status, string? error)
    {
        var report = await suite.MakeAsync(user, new { report_type = "weekly" });

        Assert.Equal(status, report.Status);
        Assert.StartsWith(error ?? "", report.ErrorMessage ?? "", StringComparison.Ordinal);
        Assert.Equal($"{report.ReportId} weekly {status}", await suite.SqlAsync<string>(Told, user.TenantId!));
    }
}
