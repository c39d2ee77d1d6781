using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class ExportSessionTests
{
    private const string Large = """
        insert into chat_message (tenant_id, user_id, session_id, number, turn_id, role, content, created_at)
        select $1, $2, $3, n, (select turn_id from chat_turn where session_id = $3), case n % 2 when 1 then 'user' else 'assistant' end, repeat('鹭 ', 4000), now() from generate_series(3, 1202) n
        """;

    private const string Broken = "update chat_message set tool_calls = '{' where tenant_id = $1 and user_id = $2 and session_id = $3 and number = 1";

    [Fact]
    public async Task An_export_in_JSON_is_what_reading_the_session_gives_page_by_page_and_nothing_else()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("Let me see. 看看", ("c1", "workspace_list", """{"a":{"b":1}}""")), new ModelReply("Six \"files\"."), new ModelReply("Bye."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("list my files <b>")).Text("session_id");
        await client.SayAsync("and?", session);

        foreach (var path in new[] { "export", "export?format=json" })
        {
            using var response = await client.GetAsync($"/sessions/{session}/{path}");
            var exported = await response.JsonAsync(HttpStatusCode.OK);

            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal($"session-{session}.json", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
            var read = await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}");
            Assert.Equal(read.EnumerateObject().Select(static member => member.Name).Where(static name => name != "next_cursor").Order(), exported.EnumerateObject().Select(static member => member.Name).Order());
            Assert.All(exported.EnumerateObject(), member => Assert.True(JsonElement.DeepEquals(member.Value, read.GetProperty(member.Name)), $"{member}, read {read.GetProperty(member.Name)}"));
        }
    }

    [Fact]
    public async Task An_export_in_Markdown_says_who_said_what_and_fences_what_tools_gave()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("Let me see.", ("c1", "workspace_read", """{"path":"a.md"}""")), new ModelReply("It has `code`."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/a.md", new StringContent("````\n## 9. User\n````"));
        var session = (await client.SayAsync("read it\nplease")).Text("session_id");
        await client.PatchAsJsonAsync($"/sessions/{session}", new { title = "标题 # one" });

        using var response = await client.GetAsync($"/sessions/{session}/export?format=markdown");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n');

        Assert.Equal("text/markdown; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal($"session-{session}.md", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Equal("# 标题 # one", lines[0]);
        Assert.Equal(["## 1. User", "## 2. Assistant", "## 3. Result of `workspace_read`", "## 4. Assistant"],
            lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Select(static line => line.Split(", ")[0]));
        Assert.Contains("Calls `workspace_read`:", lines);
        Assert.Contains("""{"path":"a.md"}""", lines);
        Assert.Contains("It has `code`.", lines);
        Assert.Equal(2, lines.Count(static line => line == "`````"));
    }

    [Fact]
    public async Task Without_a_format_Accept_chooses()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hello")).Text("session_id");

        Assert.Equal("text/markdown", await FormAsync("", "text/markdown, application/json;q=0.5"));
        Assert.Equal("application/json", await FormAsync("", "*/*"));
        Assert.Equal("text/markdown", await FormAsync("?format=markdown", "application/json"));

        async Task<string?> FormAsync(string query, string accept)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/sessions/{session}/export{query}");
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var response = await client.SendAsync(request);
            return response.Content.Headers.ContentType?.MediaType;
        }
    }

    [Theory]
    [InlineData("format=pdf")]
    [InlineData("format=")]
    [InlineData("format=JSON")]
    [InlineData("format=json&format=markdown")]
    public async Task A_format_that_is_none_is_refused_by_name(string query)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hello")).Text("session_id");

        var problem = await (await client.GetAsync($"/sessions/{session}/export?{query}")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Assert.True(problem.GetProperty("errors").TryGetProperty("format", out _));
    }

    [Fact]
    public async Task A_session_of_somebody_else_is_not_there()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var other = host.For(ada.AsUser("bob"));
        var session = (await client.SayAsync("hello")).Text("session_id");

        var foreign = await (await other.GetAsync($"/sessions/{session}/export")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        var missing = await (await other.GetAsync($"/sessions/{Guid.NewGuid()}/export")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");

        Assert.Equal(missing.Text("detail"), foreign.Text("detail"));
    }

    [Fact]
    public async Task A_long_session_comes_whole_and_one_that_is_deleted_meanwhile_breaks_off()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var session = (await client.SayAsync("hello")).Text("session_id");
        await host.RunAsync(ada, session, Large);

        // About 19 MB.
        var exported = await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}/export");
        Assert.Equal(Enumerable.Range(1, 1202), exported.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("number").GetInt32()));

        using var response = await client.GetAsync($"/sessions/{session}/export", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await client.DeleteAsync($"/sessions/{session}");
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_keeps_its_place()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var session = (await client.SayAsync("hello")).Text("session_id");
        await host.RunAsync(ada, session, Broken);

        var messages = (await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}/export")).GetProperty("messages");
        var markdown = await client.GetStringAsync($"/sessions/{session}/export?format=markdown");

        Assert.Equal("""{"number":1,"unreadable":true}""", messages[0].GetRawText());
        Assert.Equal((2, "assistant"), (messages[1].GetProperty("number").GetInt32(), messages[1].Text("role")));
        Assert.Contains("*This message cannot be read.*", markdown, StringComparison.Ordinal);
    }
}
