using System.Collections.Concurrent;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>Sentences that the evidence does not back are asked for again, once.</summary>
public sealed class RewriteTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private const string Wrong = "RWA closed at 1.60 [E1]. Calm.";

    [Fact]
    public async Task A_sentence_that_does_not_hold_is_asked_for_again_with_the_reason()
    {
        var user = User();
        var asked = Answers(user, "1. RWA closed at 1.50 [E1].");

        var report = await suite.MakeAsync(user);

        Assert.Contains("## Summary\n\nRWA closed at 1.50 [E1]. Calm.\n", report.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("removed", report.Content, StringComparison.Ordinal);
        Assert.Equal(2, asked.Count);
        Assert.Contains("REWRITE 1. RWA closed at 1.60 [E1]. — \"1.60\" is not in the evidence that it cites\n", asked.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1. RWA closed at 1.70 [E1].")]
    [InlineData("I am sorry.")]
    [InlineData("7. RWA closed at 1.50 [E1].")]
    public async Task What_still_does_not_hold_is_left_out_and_counted(string again)
    {
        var user = User();
        var asked = Answers(user, again);

        var report = await suite.MakeAsync(user);

        Assert.Contains("## Summary\n\nCalm.\n\n*1 sentence without evidence was removed.*\n", report.Content, StringComparison.Ordinal);
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task The_model_may_leave_a_sentence_out()
    {
        var user = User();
        Answers(user, "1. -");

        var report = await suite.MakeAsync(user);

        Assert.Contains("## Summary\n\nCalm.\n\n## Prices", report.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_away_by_then_costs_the_report_the_sentence_alone()
    {
        var user = User();
        var calls = 0;
        suite.Model(user, (_, _) => ++calls == 1 ? Task.FromResult(Wrong) : throw new ModelUnavailableException("it is away", true));

        var report = await suite.MakeAsync(user);

        Assert.Equal(("completed", 2), (report.Status, calls));
        Assert.Contains("*1 sentence without evidence was removed.*", report.Content, StringComparison.Ordinal);
    }

    private ConcurrentQueue<string> Answers(TenantContext user, string again)
    {
        var asked = new ConcurrentQueue<string>();
        suite.Model(user, (message, _) =>
        {
            asked.Enqueue(message);
            return Task.FromResult(message.Contains("REWRITE", StringComparison.Ordinal) ? again : Wrong);
        });
        return asked;
    }

    private TenantContext User()
    {
        suite.Peer.Quotes("RWA", "2026-11-19,1,2,1,1.5,10");
        return suite.User(new Watchlist(Stocks: ["RWA"]));
    }
}
