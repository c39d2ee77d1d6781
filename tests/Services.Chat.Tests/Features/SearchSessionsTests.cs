using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class SearchSessionsTests
{
    private const string More = """
        insert into chat_message (tenant_id, user_id, session_id, number, turn_id, role, content, created_at)
        select $1, $2, $3, n, (select turn_id from chat_turn where session_id = $3), 'assistant', repeat('heron ', 500), now() from generate_series(3, 3000) n
        """;

    private const string Count = "update chat_session set messages = 3000 where tenant_id = $1 and user_id = $2 and session_id = $3";

    [Fact]
    public async Task Words_are_found_in_titles_and_in_what_was_said_by_anybody_with_the_place()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("好的，我来看看今天的黄金价格走势。"), new ModelReply("Nothing."), new ModelReply("Straße und ÄRGER."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var gold = (await client.SayAsync("早上好")).Text("session_id");
        var herons = (await client.SayAsync("A Grey HERON stood in the shallows")).Text("session_id");
        var street = (await client.SayAsync("Wo?")).Text("session_id");
        await client.PatchAsJsonAsync($"/sessions/{street}", new { title = "黄金大街" });

        var chinese = await SearchAsync(client, "黄金");
        var english = await SearchAsync(client, " grey heron ");
        var umlaut = await SearchAsync(client, "a\u0308rger");

        Assert.Equal([street, gold], chinese.Select(static item => item.Text("session_id")));
        var (titled, said) = (chinese[0].GetProperty("found"), chinese[1].GetProperty("found"));
        Assert.True(titled.GetProperty("in_title").GetBoolean());
        Assert.Equal(JsonValueKind.Null, titled.GetProperty("message").ValueKind);
        Assert.False(said.GetProperty("in_title").GetBoolean());
        Assert.Equal((2, "assistant", "好的，我来看看今天的黄金价格走势。"),
            (said.GetProperty("message").GetProperty("number").GetInt32(), said.GetProperty("message").Text("role"), said.GetProperty("message").Text("excerpt")));
        Assert.Equal(herons, Assert.Single(english).Text("session_id"));
        Assert.True(english[0].GetProperty("found").GetProperty("in_title").GetBoolean());
        Assert.Equal("user", english[0].GetProperty("found").GetProperty("message").Text("role"));
        Assert.Equal(street, Assert.Single(umlaut).Text("session_id"));
        Assert.Empty(await SearchAsync(client, "黄银"));
    }

    [Fact]
    public async Task Signs_of_patterns_are_looked_for_as_they_are()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Yes."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var percent = (await client.SayAsync(@"100%_of C:\x it's")).Text("session_id");
        await client.SayAsync("plain words");

        foreach (var words in new[] { "%_", @":\x", "it's", "100%" })
        {
            Assert.Equal(percent, Assert.Single(await SearchAsync(client, words)).Text("session_id"));
        }

        Assert.Empty(await SearchAsync(client, "p%n"));
        Assert.Empty(await SearchAsync(client, "pl_in"));
    }

    [Fact]
    public async Task What_is_found_comes_page_by_page_and_once()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var made = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            var session = (await client.SayAsync($"{(i % 3 == 2 ? "egret" : "heron")} {i}")).Text("session_id");
            made.AddRange(i % 3 == 2 ? [] : [session]);
        }

        var found = (await client.AllAsync("/sessions?q=heron", 2)).Select(static item => item.Text("session_id"));

        Assert.Equal(Enumerable.Reverse(made), found);
        Assert.All(await client.AllAsync("/sessions"), static item => Assert.False(item.TryGetProperty("found", out _)));
    }

    [Fact]
    public async Task Nobody_elses_words_are_found()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var bob = host.For(ada.AsUser("bob"));
        using var stranger = host.For(TestContexts.User());
        await client.SayAsync("canary-6b1");
        await bob.SayAsync("hello");

        Assert.Single(await SearchAsync(client, "canary-6b1"));
        Assert.Empty(await SearchAsync(bob, "canary-6b1"));
        Assert.Empty(await SearchAsync(stranger, "canary-6b1"));
    }

    [Fact]
    public async Task An_excerpt_shows_the_words_and_whole_characters_only()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply($"{string.Concat(Enumerable.Repeat("👨‍👩‍👧", 200))}heron{string.Concat(Enumerable.Repeat("👨‍👩‍👧", 200))}"));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await client.SayAsync("hi");

        var excerpt = Assert.Single(await SearchAsync(client, "HERON")).GetProperty("found").GetProperty("message").Text("excerpt");

        Assert.Contains("heron", excerpt, StringComparison.Ordinal);
        Assert.InRange(excerpt.Length, 100, 320);
        Assert.Equal("heron", excerpt.Replace("👨‍👩‍👧", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_of_very_many_messages_ends_no_search()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var older = (await client.SayAsync("about egrets")).Text("session_id");
        var large = (await client.SayAsync("hello")).Text("session_id");
        await host.RunAsync(ada, large, More, Count);

        Assert.Equal(older, Assert.Single(await client.AllAsync("/sessions?q=egrets")).Text("session_id"));
        Assert.Equal(3000, Assert.Single(await client.AllAsync("/sessions?q=Heron")).GetProperty("found").GetProperty("message").GetProperty("number").GetInt32());
    }

    [Theory]
    [InlineData("q=")]
    [InlineData("q=%20")]
    [InlineData("q=a%00b")]
    [InlineData("q=a%0Ab")]
    public async Task What_cannot_be_looked_for_is_refused_by_name(string query)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        var problem = await (await client.GetAsync($"/sessions?{query}")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync($"/sessions?q={new string('x', 201)}")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync("/sessions?q=x&cursor=YWJj")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Assert.True(problem.GetProperty("errors").TryGetProperty("q", out _));
    }

    private static async Task<List<JsonElement>> SearchAsync(HttpClient client, string words) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/sessions?q={Uri.EscapeDataString(words)}")).GetProperty("items").EnumerateArray()];
}
