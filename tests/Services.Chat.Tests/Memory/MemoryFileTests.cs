using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Memory;

/// <summary>MEMORY.md is what counts: facts follow it, whoever writes it and by whatever way.</summary>
public sealed class MemoryFileTests
{
    [Fact]
    public async Task What_a_tool_remembers_is_a_fact_of_its_turn()
    {
        await using var host = await ChatHost.StartAsync(settings: Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);

        var session = (await client.SayAsync("remember that I like tea")).Text("session_id");
        await host.ConsolidateAsync(ada);

        // The consolidation finds what is known already.
        var fact = Assert.Single(await client.FactsAsync());
        Assert.Equal(("I like tea", "kept", "tool", session), (fact.Text("text"), fact.Text("state"), fact.Text("origin"), fact.Text("session_id")));
        Assert.Equal(2, fact.GetProperty("revision").GetInt32());
        Assert.True(Guid.TryParse(fact.Text("turn_id"), out _));
    }

    [Fact]
    public async Task A_line_that_the_user_takes_out_is_forgotten_and_one_that_the_user_writes_is_the_users()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await client.SayAsync("remember that I like tea");

        await client.PutAsync("/workspace/files/MEMORY.md", new StringContent("# Mine\n\n- I like herons\r\n- I like larks\n* not a fact\n"));

        Assert.Equal(["I like herons", "I like larks"], (await client.TextsAsync("kept")).Order(StringComparer.Ordinal));
        Assert.All(await client.FactsAsync("kept"), static fact => Assert.Equal(("user", "user"), (fact.Text("origin"), fact.GetProperty("labels")[0].GetString())));
        var gone = Assert.Single(await client.FactsAsync("forgotten"));
        Assert.Equal(("I like tea", "edited"), (gone.Text("text"), gone.Text("ended_by")));
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("move")]
    [InlineData("delete")]
    public async Task A_line_that_comes_back_is_what_it_was(string way)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await client.SayAsync("remember that I like tea");
        var before = Assert.Single(await client.FactsAsync());

        await (way switch
        {
            "restore" => client.PutAsync("/workspace/files/MEMORY.md", new StringContent("Nothing.")),
            "move" => client.PostAsJsonAsync("/workspace/move", new { from = "MEMORY.md", to = "old.md" }),
            _ => client.DeleteAsync("/workspace/files/MEMORY.md"),
        });
        Assert.Equal("forgotten", Assert.Single(await client.FactsAsync()).Text("state"));
        await (way == "move" ? client.PostAsJsonAsync("/workspace/move", new { from = "old.md", to = "MEMORY.md" })
            : client.PostAsJsonAsync("/workspace/restore", new { path = "MEMORY.md" }));

        var after = Assert.Single(await client.FactsAsync());
        Assert.Equal((before.Text("fact_id"), "kept", before.Text("turn_id")), (after.Text("fact_id"), after.Text("state"), after.Text("turn_id")));
    }

    [Fact]
    public async Task What_is_forgotten_leaves_the_file_and_nothing_else_does()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.SayAsync("remember that I like tea");
        await client.SayAsync("remember that I like herons");

        var fact = (await client.FactsAsync()).Single(static fact => fact.Text("text") == "I like tea");
        Assert.Equal(HttpStatusCode.NoContent, (await client.ForgetAsync(fact)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.ForgetAsync(fact)).StatusCode);

        Assert.Equal("# Long-term memory\n\n- I like herons\n", await client.MemoryAsync());
        Assert.Equal("forgotten", (await client.FactsAsync("forgotten")).Single().Text("ended_by"));
        Assert.Equal(["I like herons"], await client.TextsAsync("kept"));
        Assert.Single((await host.ChangesAsync(ada.TenantId!)), static change => change.StartsWith("memory.forget", StringComparison.Ordinal));
        // Asked for again, it is remembered again.
        await client.SayAsync("remember that I like tea");
        Assert.Equal(["I like tea", "I like herons"], await client.TextsAsync("kept"));
    }

    [Fact]
    public async Task What_the_last_consolidation_wrote_is_undone_as_a_whole_and_the_file_is_what_it_was()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var template = await client.MemoryAsync();
        await (await client.UndoAsync()).RefusedAsync(HttpStatusCode.Conflict, "NOTHING_TO_UNDO");
        await LearnAsync(host, client, model, ada, "One.", "Two.");
        await LearnAsync(host, client, model, ada, "Three.");

        var undone = await (await client.UndoAsync()).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(("MEMORY.md", 4, "undone"), (undone.Text("path"), undone.GetProperty("revision").GetInt32(), Assert.Single(undone.GetProperty("facts").EnumerateArray()).Text("ended_by")));
        Assert.Equal("# Long-term memory\n\n- One.\n- Two.\n", await client.MemoryAsync());

        await (await client.UndoAsync()).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["# Long-term memory"], (await client.MemoryAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(await client.FactsAsync("kept"));
        await (await client.UndoAsync()).RefusedAsync(HttpStatusCode.Conflict, "NOTHING_TO_UNDO");

        // And right behind it all of the file, to the letter.
        await client.PutAsync("/workspace/files/MEMORY.md", new StringContent(template));
        await LearnAsync(host, client, model, ada, "Four.");
        await client.UndoAsync();
        Assert.Equal(template, await client.MemoryAsync());
    }

    [Fact]
    public async Task Where_its_lines_were_changed_by_hand_it_is_not_undone_and_where_others_were_it_is()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, Remembering.ByHand);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await LearnAsync(host, client, model, ada, "One.", "Two.");
        var written = await client.MemoryAsync();
        await client.PutAsync("/workspace/files/MEMORY.md", new StringContent(written.Replace("Two.", "Two, rather.", StringComparison.Ordinal)));

        var refused = await (await client.UndoAsync()).RefusedAsync(HttpStatusCode.Conflict, "MEMORY_CHANGED");
        Assert.Single(refused.GetProperty("facts").EnumerateArray());
        Assert.Contains("- One.", await client.MemoryAsync(), StringComparison.Ordinal);

        await client.PutAsync("/workspace/files/MEMORY.md", new StringContent(written + "- Mine.\n"));
        await (await client.UndoAsync()).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("# Long-term memory\n\n- Mine.\n", await client.MemoryAsync());
    }

    [Fact]
    public async Task Of_another_user_and_of_another_tenant_there_is_none()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.SayAsync("remember that I like tea");
        var fact = Assert.Single(await client.FactsAsync());

        foreach (var stranger in new[] { TestContexts.User("bob", ada.TenantId), TestContexts.User("ada") })
        {
            using var other = host.For(stranger);
            Assert.Empty(await other.FactsAsync());
            foreach (var answer in new[] { await other.GetAsync($"/memory/{fact.Text("fact_id")}"), await other.AcceptAsync(fact), await other.RejectAsync(fact), await other.ForgetAsync(fact) })
            {
                await answer.RefusedAsync(HttpStatusCode.NotFound, "FACT_NOT_FOUND");
            }
        }

        await (await client.GetAsync("/memory/x")).RefusedAsync(HttpStatusCode.NotFound, "FACT_NOT_FOUND");
        await (await client.PostAsync($"/memory/{Guid.NewGuid()}/accept", null)).RefusedAsync(HttpStatusCode.NotFound, "FACT_NOT_FOUND");
        await (await client.GetAsync("/memory?state=lost")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync("/memory?cursor=eA")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Equal(["I like tea"], await client.TextsAsync("kept"));
    }

    [Fact]
    public async Task A_list_is_read_in_pages()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        foreach (var number in Enumerable.Range(1, 5))
        {
            await client.PutAsync("/workspace/files/MEMORY.md", new StringContent(string.Concat(Enumerable.Range(1, number).Select(static one => $"- Fact {one}\n"))));
        }

        var (seen, next) = (new List<string>(), "/memory?limit=2");
        while (next is not null)
        {
            var page = await (await client.GetAsync(next)).JsonAsync(HttpStatusCode.OK);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(static fact => fact.Text("text")));
            next = page.GetProperty("next_cursor") is { ValueKind: JsonValueKind.String } cursor ? $"/memory?limit=2&cursor={cursor.GetString()}" : null;
        }

        Assert.Equal(["Fact 5", "Fact 4", "Fact 3", "Fact 2", "Fact 1"], seen);
    }

    private static async Task LearnAsync(ChatHost host, HttpClient client, ScriptedModel model, TenantContext user, params string[] facts)
    {
        model.Finds(Remembering.Facts([.. facts.Select(static fact => (1, fact))]), new ModelReply("Good."));
        await client.SayAsync("hello");
        await host.ConsolidateAsync(user);
    }
}
