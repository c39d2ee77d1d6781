using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class SessionTests
{
    [Fact]
    public async Task Sessions_are_listed_newest_first_page_by_page()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await client.SayAsync($"message {i}\nmore")).Text("session_id"));
        }

        var (listed, titles, cursor) = (new List<string>(), new List<string>(), "");
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/sessions?limit=2{cursor}");
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("session_id")));
            titles.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("title")));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(Enumerable.Reverse(made), listed);
        Assert.Equal("message 4", titles[0]);
    }

    [Fact]
    public async Task A_history_is_paged_oldest_first()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");
        await client.SayAsync("list my files", session);

        var first = await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}?limit=4");
        var second = await client.GetFromJsonAsync<JsonElement>($"/sessions/{session}?limit=4&cursor={first.Text("next_cursor")}");

        Assert.Equal([1, 2, 3, 4, 5, 6], first.GetProperty("messages").EnumerateArray().Concat(second.GetProperty("messages").EnumerateArray()).Select(message => message.GetProperty("number").GetInt32()));
        Assert.Equal("workspace_list", first.GetProperty("messages")[3].GetProperty("tool_calls")[0].Text("name"));
        Assert.Equal("workspace_list", second.GetProperty("messages")[0].Text("tool_name"));
        Assert.Null(second.GetProperty("next_cursor").GetString());
    }

    [Fact]
    public async Task A_deleted_session_is_gone()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/sessions/{session}")).StatusCode);

        await (await client.GetAsync($"/sessions/{session}")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        await (await client.DeleteAsync($"/sessions/{session}")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        await (await client.ChatAsync("hi", session)).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
    }

    [Theory]
    [InlineData("/sessions?limit=0")]
    [InlineData("/sessions?limit=many")]
    [InlineData("/sessions?cursor=!!")]
    [InlineData("/sessions?cursor=YWJj")]
    [InlineData("/workspace/files?limit=1000")]
    [InlineData("/workspace/files?cursor=AA")]
    public async Task A_page_that_cannot_be_is_refused(string path)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        await (await client.GetAsync(path)).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
    }
}
