using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Services.Chat.Memory.Consolidating;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Memory;

/// <summary>Who goes through sessions, what becomes of whoever is broken off, and whose words are shown.</summary>
public sealed class ConsolidationWorkTests
{
    private static readonly Dictionary<string, string?> Quick = new() { ["Memory:Idle"] = "00:00:00.100", ["Memory:Poll"] = "00:00:00.050", ["Memory:Parallelism"] = "4" };

    [Fact]
    public async Task However_many_processes_look_each_session_is_gone_through_once()
    {
        const int Users = 8;
        await using var model = await ScriptedModel.StartAsync();
        model.Finds(Remembering.Facts((1, "Likes tea.")), new ModelReply("Good."));
        await using var host = await ChatHost.StartAsync(model, Quick);
        await using var other = host.Beside(model, Quick);
        var users = Enumerable.Range(0, Users).Select(static _ => TestContexts.User()).ToList();
        using var wakes = other.ClientFor(users[0]);

        foreach (var user in users)
        {
            using var client = host.For(user);
            await client.SayAsync("hello");
        }

        foreach (var user in users)
        {
            using var client = host.For(user);
            Assert.Equal(["Likes tea."], await Eventually.GetAsync(() => client.TextsAsync("kept"), static texts => texts.Count > 0));
        }

        Assert.Equal(Users, model.Questions().Count);
    }

    [Fact]
    public async Task Whoever_has_lost_its_lease_between_answer_and_write_writes_nothing_and_the_next_writes_once()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        model.Finds(Remembering.Facts((1, "Likes tea.")), new ModelReply("Good."));
        await client.SayAsync("hello");
        await host.DueAsync(ada);
        var first = Assert.Single(await host.ClaimAsync());
        Assert.Empty(await host.ClaimAsync());
        await host.DueAsync(ada);
        var second = Assert.Single(await host.ClaimAsync());

        await host.GoThroughAsync(first);
        Assert.Empty(await client.FactsAsync());
        await host.GoThroughAsync(second);

        Assert.Equal((2, 1), (second.Attempts, (await client.FactsAsync()).Count));
        Assert.Equal("# Long-term memory\n\n- Likes tea.\n", await client.MemoryAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_session_that_is_gone_or_answered_anew_meanwhile_nothing_is_kept(bool isDeleted)
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        model.Finds(Remembering.Facts((1, "Likes tea.")), new ModelReply("Good."));
        var session = (await client.SayAsync("hello")).Text("session_id");
        await host.DueAsync(ada);
        var claim = Assert.Single(await host.ClaimAsync());

        using var meanwhile = isDeleted ? await client.DeleteAsync($"/sessions/{session}") : await client.PostAsync($"/sessions/{session}/regenerate", null);
        Assert.True(meanwhile.IsSuccessStatusCode);
        await host.GoThroughAsync(claim);

        Assert.Empty(await client.FactsAsync());
        Assert.Equal(isDeleted ? 0 : 1, await host.ConsolidateAsync(ada));
    }

    [Fact]
    public async Task A_turn_that_is_written_meanwhile_is_gone_through_next()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        model.Finds(static question => Remembering.Facts((question.Contains("\"message\":3", StringComparison.Ordinal) ? 3 : 1, question.Contains("second", StringComparison.Ordinal) ? "Two." : "One.")),
            new ModelReply("Good."));
        var session = (await client.SayAsync("first")).Text("session_id");
        await host.DueAsync(ada);
        var claim = Assert.Single(await host.ClaimAsync());
        var answer = model.Answer;
        model.Answer = async (request, http) =>
        {
            model.Answer = answer;
            await client.SayAsync("second", session);
            await answer(request, http);
        };

        await host.GoThroughAsync(claim);
        Assert.Equal(["One."], await client.TextsAsync("kept"));
        Assert.Equal(1, await host.ConsolidateAsync(ada));

        Assert.Equal(["Two.", "One."], await client.TextsAsync("kept"));
        Assert.DoesNotContain("first", model.Questions()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_tenant_that_may_not_be_used_nothing_is_gone_through_until_it_may()
    {
        await using var host = await ChatHost.StartAsync(settings: Remembering.ByHand);
        var (ada, bob) = (TestContexts.User(), TestContexts.User());
        foreach (var user in new[] { ada, bob })
        {
            using var client = host.For(user);
            await client.SayAsync("I like tea.");
            await host.DueAsync(user);
        }

        // Events have not told of it yet.
        host.Peers.Standings[ada.RequiredTenantId] = "suspended";
        var claimed = await host.Services.GetRequiredService<WorkClaims<ClaimedConsolidation>>().TakeAsync(10, default);

        Assert.Equal(bob.RequiredTenantId, Assert.Single(claimed).TenantId);
        await host.DueAsync(ada);
        Assert.Empty(await host.ClaimAsync());
    }

    [Fact]
    public async Task A_process_that_stops_gives_back_what_it_is_at_and_it_counts_as_no_attempt()
    {
        await using var model = await ScriptedModel.StartAsync(static async (_, http) => await new TaskCompletionSource().Task.WaitAsync(http.RequestAborted));
        await using var host = await ChatHost.StartAsync(settings: Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.SayAsync("I like tea.");
        await using (var doomed = host.Beside(model, new(Quick) { ["Agent:SessionLease"] = "00:10:00" }))
        {
            using var starts = doomed.CreateDefaultClient();
            await host.DueAsync(ada);
            await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 1));
        }

        Assert.Equal(1, Assert.Single(await host.ClaimAsync()).Attempts);
    }

    [Fact]
    public async Task Nothing_of_anybody_else_becomes_memory_however_sessions_interleave()
    {
        await using var model = await ScriptedModel.StartAsync();
        model.Finds(static question => Remembering.Facts((1, question[question.LastIndexOf("canary-", StringComparison.Ordinal)..].Split(['"', ' ', '\\'])[0])), new ModelReply("Good."));
        await using var host = await ChatHost.StartAsync(model, Quick);
        var tenant = TestContexts.NewTenantId();
        var users = new[] { TestContexts.User("user_1", tenant), TestContexts.User("user_10", tenant), TestContexts.User("user_1"), TestContexts.User("user_10") };

        await Task.WhenAll(users.SelectMany(user => Enumerable.Range(0, 3).Select(async round =>
        {
            using var client = host.For(user);
            var session = (await client.SayAsync($"canary-{user.UserId}-of-{user.TenantId}-{round}")).Text("session_id");
            await client.SayAsync("go on", session);
        })));

        foreach (var user in users)
        {
            using var client = host.For(user);
            var own = $"canary-{user.UserId}-of-{user.TenantId}-";
            var facts = await Eventually.GetAsync(() => client.FactsAsync(), static facts => facts.Count == 3);
            Assert.All(facts, fact => Assert.StartsWith(own, fact.Text("text"), StringComparison.Ordinal));
            Assert.Equal(3, (await client.MemoryAsync()).Split('\n').Count(line => line.StartsWith($"- {own}", StringComparison.Ordinal)));
            Assert.Equal(3, (await client.MemoryAsync()).Split("canary-").Length - 1);
        }

        Assert.DoesNotContain(model.Questions(), question => users.Count(user => question.Contains($"canary-{user.UserId}-of-{user.TenantId}-", StringComparison.Ordinal)) != 1);
    }

    [Fact]
    public async Task A_claim_goes_by_the_index_of_what_waits()
    {
        await using var host = await ChatHost.StartAsync(settings: Remembering.ByHand);
        using var starts = host.Anonymous();
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var connection = await source.OpenConnectionAsync();
        string[] fill =
        [
            """
            insert into chat_session (tenant_id, user_id, session_id, title, turns, messages, created_at, updated_at)
            select 'plan-' || i % 20, 'ada', md5(i::text)::uuid, 't', 1, 2, now(), now() from generate_series(0, 9999) i
            """,
            "insert into chat_consolidation (tenant_id, user_id, session_id, through, bytes) select tenant_id, user_id, session_id, 2, 0 from chat_session",
            "analyze chat_session", "analyze chat_consolidation",
        ];
        foreach (var statement in fill.Append($"prepare p(timestamptz, int, timestamptz, text) as {ConsolidationQueue.Claim}"))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }

        var plan = new List<string>();
        await using var explain = new NpgsqlCommand("explain execute p(now(), 4, now(), '')", connection);
        await using var rows = await explain.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            plan.Add(rows.GetString(0));
        }

        var claim = string.Join('\n', plan);
        Assert.Contains("chat_consolidation_due", claim, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on chat_consolidation", claim, StringComparison.Ordinal);
    }
}
