using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>A limit of the model's use stands against the words of a report.</summary>
public sealed class TokenBudgetTests
{
    [Theory]
    [InlineData("tokens_per_day", "0", "The budget for the language model is used up; it resets at ")]
    [InlineData("tokens_per_run", "20", "This report's budget for the language model is used up (tokens_per_run).")]
    [InlineData("money_per_run", "0.000001", "This report's budget for the language model is used up (money_per_run).")]
    [InlineData("money_per_day", "0.000001", "The budget for the language model is used up; it resets at ")]
    [InlineData("tokens_per_request", "20", "What the model would have to read for this report is more than the plan allows for one request.")]
    public async Task A_report_whose_words_no_budget_bears_has_figures_and_says_why_it_has_no_words(string quota, string amount, string why)
    {
        await using var own = new ReportsSuite(null, [new($"Limits:Tiers:professional:{quota}", amount), new($"Limits:Tiers:free:{quota}", amount),
            new("Ai:Prices:Models:0:Model", "*"), new("Ai:Prices:Models:0:Input", "1000000")]);
        own.Peer.Quotes("BUDGET", "2026-11-19,1,2,1,1.5,10");

        var report = await own.MakeAsync(own.User(new Watchlist(Stocks: ["BUDGET"]), new Preferences(Language: "en")));

        Assert.Equal("completed", report.Status);
        Assert.Equal(["without_words"], report.Degradations);
        Assert.Contains($"*There are no words: {why}", report.Content, StringComparison.Ordinal);
        Assert.Contains("| BUDGET | [E1] | 2026-11-19 | 1.50 |", report.Content, StringComparison.Ordinal);
        Assert.Equal($"{report.ReportId} without_words", await own.SqlAsync<string>("""
            select envelope::jsonb -> 'data' -> 'entry' ->> 'target' from nanobot.outbox
            where topic = 'audit.recorded.v1' and envelope::jsonb -> 'data' -> 'entry' ->> 'outcome' = 'REPORT_DEGRADED'
            """));
        Assert.Equal(1, await own.SqlAsync<int>("select attempts from all_reports where report_id = $1", report.ReportId));
        Assert.Equal(0L, await own.SqlAsync<long>("select count(*) from nanobot.model_calls"));
    }

    [Fact]
    public async Task The_words_of_a_report_stand_in_the_ledger_under_its_id()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("LEDGER", "2026-11-19,1,2,1,1.5,10");

        var report = await own.MakeAsync(own.User(new Watchlist(Stocks: ["LEDGER"])));

        Assert.Equal("completed", report.Status);
        Assert.Equal($"settled report {report.ReportId}", await own.SqlAsync<string>(
            "select state || ' ' || purpose || ' ' || run_id from nanobot.model_calls where run_id = $1 and prompt_tokens > 0 and completion_tokens > 0", report.ReportId));
    }
}
