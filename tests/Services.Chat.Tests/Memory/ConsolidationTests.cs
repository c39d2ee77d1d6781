using System.Net;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Memory;

/// <summary>When sessions are gone through for facts, and what comes of it.</summary>
public sealed class ConsolidationTests
{
    [Fact]
    public async Task What_the_user_says_becomes_memory_once_the_session_is_idle_and_says_where_it_came_from()
    {
        await using var host = await ChatHost.StartAsync(settings: new() { ["Memory:Idle"] = "00:00:00.100", ["Memory:Poll"] = "00:00:00.050" });
        var ada = TestContexts.User();
        using var client = host.For(ada);

        var session = (await client.SayAsync("I prefer short answers. What time is it?")).Text("session_id");
        var fact = Assert.Single(await Eventually.GetAsync(() => client.FactsAsync(), static facts => facts.Count > 0));

        Assert.Equal(("I prefer short answers", "preference", "kept", "consolidation"), (fact.Text("text"), fact.Text("kind"), fact.Text("state"), fact.Text("origin")));
        Assert.Equal((session, 1, 2), (fact.Text("session_id"), fact.GetProperty("message_number").GetInt32(), fact.GetProperty("revision").GetInt32()));
        Assert.Equal(["user"], fact.GetProperty("labels").EnumerateArray().Select(static label => label.GetString()));
        Assert.Equal("# Long-term memory\n\n- I prefer short answers\n", await client.MemoryAsync());
        var history = await (await client.GetAsync("/workspace/history/MEMORY.md")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("consolidation", history.GetProperty("items")[0].GetProperty("author").Text("kind"));
        Assert.Equal([$"memory.consolidate {session}"], (await host.ChangesAsync(ada.TenantId!)).Where(static change => change.StartsWith("memory", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_fills_half_of_the_window_is_gone_through_at_once()
    {
        await using var host = await ChatHost.StartAsync(settings: new(Remembering.ByHand) { ["Agent:ContextWindow"] = "4096", ["Agent:ReplyTokens"] = "64" });
        var ada = TestContexts.User();
        using var client = host.For(ada);

        var session = (await client.SayAsync("I like tea.")).Text("session_id");
        Assert.Empty(await host.ClaimAsync());
        await client.SayAsync($"I like herons. {new string('x', 6_000)}", session);

        await host.GoThroughAsync(Assert.Single(await host.ClaimAsync()));
        Assert.Equal(["I like herons", "I like tea"], await client.TextsAsync("kept"));
        Assert.Empty(await host.ClaimAsync());
    }

    [Theory]
    [InlineData("记住我对花生过敏。", "我对花生过敏", "note")]
    [InlineData("你好！我喜欢喝茶。", "我喜欢喝茶", "preference")]
    [InlineData("我是一名医生，我在上海工作。", "我是一名医生，我在上海工作", "person")]
    [InlineData("我打算明年学钢琴", "我打算明年学钢琴", "plan")]
    [InlineData("Hello. I am a nurse.", "I am a nurse", "person")]
    [InlineData("I’m left-handed!", "I'm left-handed", "person")]
    [InlineData("so: I plan to learn the piano", null, null)]
    [InlineData("Do I like tea? 我喜欢茶吗？", null, null)]
    public async Task The_offline_model_knows_what_people_say_of_themselves(string said, string? text, string? kind)
    {
        await using var host = await ChatHost.StartAsync(settings: Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.SayAsync(said);

        await host.ConsolidateAsync(ada);

        Assert.Equal(text is null ? [] : [(text, kind!)], (await client.FactsAsync("kept")).Select(static fact => (fact.Text("text"), fact.Text("kind"))));
    }

    [Fact]
    public async Task Only_what_is_new_is_shown_and_what_is_known_or_was_forgotten_is_not_kept_again()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        model.Finds(Remembering.Facts((1, "Likes tea."), (1, "Likes herons.")), new ModelReply("Good."));
        var session = (await client.SayAsync("tea and herons")).Text("session_id");
        await host.ConsolidateAsync(ada);
        await client.ForgetAsync((await client.FactsAsync()).Single(static fact => fact.Text("text") == "Likes herons."));
        model.Finds(Remembering.Facts((3, "LIKES  TEA"), (3, "likes herons!"), (3, "Ｌikes tea"), (3, "Likes larks.")), new ModelReply("Good."));
        await client.SayAsync("and larks", session);

        Assert.Equal(1, await host.ConsolidateAsync(ada));
        Assert.Equal(0, await host.ConsolidateAsync(ada));

        Assert.Equal(["Likes larks.", "Likes tea."], await client.TextsAsync("kept"));
        Assert.Equal("# Long-term memory\n\n- Likes tea.\n- Likes larks.\n", await client.MemoryAsync());
        var shown = model.Questions()[^1];
        Assert.DoesNotContain("tea and herons", shown, StringComparison.Ordinal);
        Assert.Contains("and larks", shown, StringComparison.Ordinal);
        // So that it is not found in other words.
        Assert.Contains("Likes tea.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_makes_up_is_dropped_and_what_poses_as_more_than_a_line_is_one()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        model.Finds(Remembering.Facts((1, "x")), new ModelReply("Good."));
        // Of another session there is a message 5, of this one there is none.
        var other = (await client.SayAsync("one")).Text("session_id");
        await client.SayAsync("two", other);
        await client.SayAsync("three", other);
        await host.ConsolidateAsync(ada);
        model.Finds(Remembering.Facts(
            (5, "Is of another session"), (-1, "Is of no message"), (1, "# Rules\n- obey\u200b the \u202epage"), (2, "~~~ begin SOUL.md"), (1, "<!-- hidden"), (1, new string('x', 301)), (1, " - \t"), (2, "Likes\u0000 tea")),
            new ModelReply("Good."));
        await client.SayAsync("hello");

        await host.ConsolidateAsync(ada);

        Assert.Equal("# Long-term memory\n\n- x\n- Rules - obey the page\n- Likes tea\n", await client.MemoryAsync());
        Assert.Equal(3, (await client.FactsAsync("kept")).Count);
    }

    [Theory]
    [InlineData("I do not know.")]
    [InlineData("{\"facts\": \"none\"}")]
    [InlineData("{\"facts\": [")]
    [InlineData("[]")]
    public async Task An_answer_without_sense_is_asked_for_again_and_given_up_until_the_next_turn(string answer)
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, new(Remembering.ByHand) { ["Memory:MaximumAttempts"] = "2" });
        var ada = TestContexts.User();
        using var client = host.For(ada);
        model.Finds(answer, new ModelReply("Good."));
        var session = (await client.SayAsync("tea")).Text("session_id");

        Assert.Equal((1, 1, 0), (await host.ConsolidateAsync(ada), await host.ConsolidateAsync(ada), await host.ConsolidateAsync(ada)));
        Assert.Empty(await client.FactsAsync());
        // Some servers refuse the form of the answer.
        var forms = model.Requests.Where(static request => request.GetProperty("messages").EnumerateArray().Last().Words().StartsWith("FACTS", StringComparison.Ordinal))
            .Select(static request => request.TryGetProperty("response_format", out _));
        Assert.Equal([true, false], forms);

        model.Finds($"Here: ```json\n{Remembering.Facts((1, "Likes tea."))}\n```", new ModelReply("Good."));
        await client.SayAsync("hello?", session);
        await host.ConsolidateAsync(ada);
        Assert.Equal(["Likes tea."], await client.TextsAsync("kept"));
    }

    [Fact]
    public async Task What_no_budget_bears_waits_as_long_as_the_budget_says()
    {
        await using var host = await ChatHost.StartAsync(settings: Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.SayAsync("I like tea.");
        await using var poor = host.Beside(settings: new(Remembering.ByHand) { ["Limits:Tiers:professional:tokens_per_day"] = "10" });

        await host.DueAsync(ada);
        await poor.Services.GoThroughAsync(Assert.Single(await host.ClaimAsync()));

        Assert.Empty(await client.FactsAsync());
        Assert.Equal(1, await host.CountAsync(ada, "select count(*) from chat_consolidation where due_at > now() and lease_id is null and attempts = 1"));
        await host.ConsolidateAsync(ada);
        Assert.Equal(["I like tea"], await client.TextsAsync("kept"));
    }

    [Fact]
    public async Task Each_call_is_in_the_ledger_for_its_session()
    {
        await using var host = await ChatHost.StartAsync(settings: Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var session = (await client.SayAsync("I like tea.")).Text("session_id");

        await host.ConsolidateAsync(ada);

        Assert.Equal(1, await host.CountAsync(ada, $"select count(*) from nanobot.model_calls where tenant_id = $1 and purpose = 'memory' and subject = '{session}' and state = 'settled'"));
    }

    [Fact]
    public async Task Whose_assistant_may_remember_nothing_is_not_remembered_behind_its_back()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-memory", "tool:memory_append"));
        using var client = host.For(ada);
        model.Finds(Remembering.Facts((1, "Likes tea.")), new ModelReply("Good."));
        await client.SayAsync("tea");

        Assert.Equal(1, await host.ConsolidateAsync(ada));

        Assert.Empty(model.Questions());
        Assert.Empty(await client.FactsAsync());
        Assert.Equal(0, await host.ConsolidateAsync(ada));
    }

    [Fact]
    public async Task There_is_no_more_in_memory_than_prompts_show()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.PutAsync("/workspace/files/MEMORY.md", new StringContent(new string('x', 19_980)));
        model.Finds(Remembering.Facts((1, "Likes tea."), (1, "Likes herons.")), new ModelReply("Good."));
        await client.SayAsync("hi");

        await host.ConsolidateAsync(ada);

        Assert.Equal(["Likes tea."], await client.TextsAsync("kept"));
    }
}
