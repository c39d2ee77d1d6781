using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>What a report does without where it cannot be had, rung by rung, and that it says so.</summary>
public sealed class DegradationTests
{
    private const string Row = "2026-11-19,1,2,1,1.5,10";

    // What sources said before does not stand in for what they say.
    private static readonly KeyValuePair<string, string?> Forgetful = new("Evidence:Cache:Stale", "00:00:00");

    [Fact]
    public async Task Where_no_budget_bears_the_usual_model_the_cheaper_one_writes()
    {
        await using var own = new ReportsSuite(null, new("Ai:Endpoint", "http://127.0.0.1:9/v1"), new("Ai:Model", "usual"), new("Ai:ApiKey", "key"), new("Ai:Models:0:Model", "cheap"), new("Ai:Models:0:IsFallback", "false"), new("Reports:CheaperModel", "cheap"));
        var user = UserOf(own, "DGA");
        var calls = 0;
        own.Model(user, (_, _) => ++calls == 1 ? throw UsedUp() : Task.FromResult("Cheap and calm."));

        var report = await own.MakeAsync(user);

        Assert.Equal(["cheaper_model"], report.Degradations);
        Assert.Contains("Cheap and calm.\n\n*The budget did not bear the usual model: a cheaper one wrote the words.*\n", report.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Then_the_words_are_about_a_part_of_the_evidence_under_its_numbers()
    {
        await using var own = new ReportsSuite();
        string[] symbols = ["DGB", "DGC", "DGD", "DGE", "DGF", "DGG"];
        own.Peer.Answer(ReportsSuite.Feed, Peer.Rss(Enumerable.Range(1, 6).Select(i => ($"Piece {i}", $"https://news.example/{i}"))), "application/rss+xml");
        var user = UserOf(own, symbols);
        var asked = new ConcurrentQueue<string>();
        own.Model(user, (message, _) =>
        {
            asked.Enqueue(message);
            return asked.Count == 1 ? throw UsedUp() : Task.FromResult("DGB closed at 1.50 [E1].");
        });

        var report = await own.MakeAsync(user);

        Assert.Equal(["shorter"], report.Degradations);
        Assert.Contains("DGB closed at 1.50 [E1].\n\n*The budget did not bear more: the words are short, and about a part of the evidence.*\n", report.Content, StringComparison.Ordinal);
        Assert.Contains("| DGG | [E6] |", report.Content, StringComparison.Ordinal);
        Assert.Equal(["E1", "E2", "E3", "E4", "E7", "E8", "E9"], asked.Last().Split('\n').Where(static line => line.StartsWith("EVIDENCE [", StringComparison.Ordinal)).Select(static line => line[10..].Split(']')[0]));
    }

    [Theory]
    [InlineData(true, 5)]
    [InlineData(false, 1)]
    public async Task A_model_that_cannot_be_asked_costs_a_report_its_words_alone(bool isTransient, int attempts)
    {
        await using var own = new ReportsSuite();
        var user = UserOf(own, "DGH");
        own.Model(user, (_, _) => throw new ModelUnavailableException("it is away", isTransient));

        var report = await own.MakeAsync(user);

        Assert.Equal("completed", report.Status);
        Assert.Equal(["without_words"], report.Degradations);
        Assert.Contains("*There are no words: The language model", report.Content, StringComparison.Ordinal);
        Assert.Equal(attempts, await own.SqlAsync<int>("select attempts from all_reports where report_id = $1", report.ReportId));
    }

    [Fact]
    public async Task Where_no_source_gives_anything_the_last_reports_evidence_serves_with_its_age_and_its_words_cost_nothing()
    {
        await using var own = new ReportsSuite(null, Forgetful);
        var user = UserOf(own, "DGI");
        var calls = 0;
        own.Model(user, (_, _) => Task.FromResult($"Answer {++calls}."));
        var first = await own.MakeAsync(user);
        own.Peer.Answer("/quotes/DGI.csv", "gone", status: 503);
        own.Peer.Answer(ReportsSuite.Feed, "gone", status: 503);

        var second = await own.MakeAsync(user);

        Assert.Empty(first.Degradations!);
        Assert.Equal(("completed", 1), (second.Status, calls));
        Assert.Equal(["stale"], second.Degradations);
        Assert.Contains("**No source can be read at the moment: this report rests on evidence gathered at ", second.Content, StringComparison.Ordinal);
        Assert.Contains("| DGI | [E1] | 2026-11-19 | 1.50 |", second.Content, StringComparison.Ordinal);
        Assert.Contains("- DGI: failed: ", second.Content, StringComparison.Ordinal);
        Assert.Contains("Answer 1.", second.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another symbol")]
    [InlineData("too old")]
    [InlineData("another type")]
    public async Task What_is_too_old_or_of_something_else_does_not_serve(string why)
    {
        await using var own = new ReportsSuite(null, Forgetful);
        var user = UserOf(own, "DGJ");
        var first = await own.MakeAsync(user);
        own.Peer.Answer("/quotes/DGJ.csv", "gone", status: 503);
        own.Peer.Answer(ReportsSuite.Feed, "gone", status: 503);
        await own.SqlAsync<int>("update all_report_evidence set gathered_at = gathered_at - $2 where report_id = $1 returning 1", first.ReportId, TimeSpan.FromDays(why == "too old" ? 8 : 0));
        if (why == "another symbol")
        {
            own.User(new Watchlist(Stocks: ["DGK"]), context: user);
        }

        var second = await own.MakeAsync(user, new { report_type = why == "another type" ? "weekly" : "daily" });

        Assert.Equal("failed", second.Status);
        Assert.StartsWith("There is no evidence", second.ErrorMessage, StringComparison.Ordinal);
    }

    private static TokenBudgetException UsedUp() => new(new Refusal(StatusCodes.Status429TooManyRequests, "QUOTA_EXCEEDED", "The quota is used up."), mayPass: false);

    private static TenantContext UserOf(ReportsSuite own, params string[] symbols)
    {
        foreach (var symbol in symbols)
        {
            own.Peer.Quotes(symbol, Row);
        }

        return own.User(new Watchlist(Stocks: symbols));
    }
}
