using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>What a step has made is not made again.</summary>
public sealed class StepTests
{
    private const string Row = "2026-11-19,1,2,1,1.5,10";

    [Fact]
    public async Task Evidence_is_fetched_once_although_the_model_fails_at_first()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("SPA", Row);
        var user = own.User(new Watchlist(Stocks: ["SPA"]));
        var calls = 0;
        own.Model(user, (_, _) => Interlocked.Increment(ref calls) < 3 ? throw new ModelUnavailableException("it is away", true) : Task.FromResult("At last."));

        var report = await own.MakeAsync(user);

        Assert.Contains("At last.", report.Content, StringComparison.Ordinal);
        Assert.Equal(3, calls);
        Assert.Single(own.Peer.Seen, static seen => seen.Path.StartsWith("/quotes/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evidence_that_is_old_is_gathered_again()
    {
        await using var own = new ReportsSuite(null, new KeyValuePair<string, string?>("Reports:FreshFor", "00:00:00"));
        own.Peer.Quotes("SPB", Row);
        var user = own.User(new Watchlist(Stocks: ["SPB"]));
        var calls = 0;
        own.Model(user, (_, _) => Interlocked.Increment(ref calls) < 2 ? throw new ModelUnavailableException("it is away", true) : Task.FromResult("At last."));

        await own.MakeAsync(user);

        Assert.Equal(2, own.Peer.Seen.Count(static seen => seen.Path.StartsWith("/quotes/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_takes_a_report_up_after_a_crash_goes_on_behind_the_last_step()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        own.Peer.Quotes("SPC", Row);
        var user = own.User(new Watchlist(Stocks: ["SPC"]));
        var calls = 0;
        own.Model(user, (_, _) => Task.FromResult($"Answer {Interlocked.Increment(ref calls)}."));
        var id = (await own.RequestAsync(user)).ReportId;

        // Killed once its words were kept, and taken up by another when its lease has ended.
        await KeepUntilWordsAsync(own);
        await own.SqlAsync<int>("update all_reports set due_at = now() - interval '1 second' where report_id = $1 returning 1", id);
        await AttemptAsync(own);

        var report = await own.EndAsync(user, id);
        Assert.Equal("completed", report.Status);
        Assert.Contains("Answer 1.", report.Content, StringComparison.Ordinal);
        Assert.Equal(1, calls);
        Assert.Single(own.Peer.Seen, static seen => seen.Path.StartsWith("/quotes/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"GatheredAt": "yesterday"}""")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task What_cannot_be_read_of_an_earlier_step_is_made_again(string evidence)
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        own.Peer.Quotes("SPD", Row);
        var user = own.User(new Watchlist(Stocks: ["SPD"]));
        var calls = 0;
        own.Model(user, (_, _) => Task.FromResult($"Answer {Interlocked.Increment(ref calls)}."));
        var id = (await own.RequestAsync(user)).ReportId;

        await KeepUntilWordsAsync(own);
        await own.SqlAsync<int>("update all_report_evidence set evidence = $1::json returning 1", evidence);
        await own.SqlAsync<int>("update all_reports set due_at = now() - interval '1 second' where report_id = $1 returning 1", id);
        await AttemptAsync(own);

        Assert.Contains("Answer 2.", (await own.EndAsync(user, id)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_question_of_the_same_user_is_asked_once_and_another_users_for_itself()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("SPF", Row);
        var (ada, bob) = (own.User(new Watchlist(Stocks: ["SPF"])), own.User(new Watchlist(Stocks: ["SPF"])));
        var (calls, bobs) = (0, 0);
        own.Model(ada, (_, _) => Task.FromResult($"Answer {Interlocked.Increment(ref calls)}."));
        own.Model(bob, (_, _) => Task.FromResult($"Bob's {Interlocked.Increment(ref bobs)}."));

        var first = await own.MakeAsync(ada);
        var second = await own.MakeAsync(ada);
        var others = await own.MakeAsync(bob);
        own.Peer.Quotes("SPF", Row, "2026-11-20,1,2,1,1.75,20");
        var changed = await own.MakeAsync(ada);
        // With the same report before it as the one of the same day.
        var unchanged = await own.MakeAsync(ada);

        Assert.Contains("Answer 1.", first.Content, StringComparison.Ordinal);
        Assert.Contains("Answer 1.", second.Content, StringComparison.Ordinal);
        Assert.Contains("Bob's 1.", others.Content, StringComparison.Ordinal);
        Assert.Contains("Answer 2.", changed.Content, StringComparison.Ordinal);
        Assert.Contains("Answer 2.", unchanged.Content, StringComparison.Ordinal);
        Assert.All(new[] { changed, unchanged }, static report => Assert.Contains("## Since the report of ", report.Content, StringComparison.Ordinal));
        Assert.All(new[] { first, second, others }, static report => Assert.DoesNotContain("## Since", report.Content, StringComparison.Ordinal));
        Assert.Equal(2, calls);
        Assert.Equal(0, await own.SqlAsync<int>("""
            select (envelope::jsonb -> 'data' ->> 'tokens')::int from nanobot.outbox
            where topic = 'report.completed.v1' and envelope::jsonb -> 'data' ->> 'report_id' = $1
            """, second.ReportId.ToString()));
    }

    [Fact]
    public async Task Its_user_sees_what_a_report_is_at()
    {
        await using var own = new ReportsSuite();
        own.Peer.Quotes("SPE", Row);
        var user = own.User(new Watchlist(Stocks: ["SPE"]));
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<string>();
        own.Model(user, (_, _) =>
        {
            asked.SetResult();
            return answer.Task;
        });

        var id = (await own.RequestAsync(user)).ReportId;
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var during = await own.GetAsync(user, id);
        answer.SetResult("Calm.");
        var after = await own.EndAsync(user, id);

        Assert.Equal(("processing", "writing", 50), (during.Status, during.Step, during.Progress));
        Assert.Equal(("completed", null, 100), (after.Status, after.Step, after.Progress));
    }

    private static async Task AttemptAsync(ReportsSuite own)
    {
        var claimed = Assert.Single(await own.Services.GetRequiredService<ReportLanes>().Asked.ClaimAsync(1, CancellationToken.None));
        await using var scope = own.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReportAttempt>().RunAsync(claimed, CancellationToken.None);
    }

    // The steps of an attempt without its end.
    private static async Task KeepUntilWordsAsync(ReportsSuite own)
    {
        var claimed = Assert.Single(await own.Services.GetRequiredService<ReportLanes>().Asked.ClaimAsync(1, CancellationToken.None));
        await using var scope = own.Services.CreateAsyncScope();
        using var acting = TenantScope.Begin(claimed.Context);
        using var purpose = ModelRun.Begin("report", claimed.ReportId.ToString(), claimed.ReportId);
        var user = await scope.ServiceProvider.GetRequiredService<Clients.IUsers>().FindAsync(claimed.UserId, CancellationToken.None);
        var wish = await own.Services.GetRequiredService<ReportQueue>().WishAsync(claimed, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<ReportMaker>().MakeAsync(claimed, wish!.Value.Value!, user!, isLast: false, CancellationToken.None);
    }
}
