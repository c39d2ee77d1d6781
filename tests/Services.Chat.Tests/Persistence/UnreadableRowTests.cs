using System.Net;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Chat.Tests.Persistence;

/// <summary>A row that another version wrote, or a hand, costs no other: lists have all others, and the conversation goes on.</summary>
public sealed class UnreadableRowTests
{
    private const string LongAgo = "timestamptz '0044-03-15 12:00:00+00 BC'";

    public static TheoryData<string> BadMessages =>
    [
        "tool_calls = 'no JSON'",
        "tool_calls = '{}'",
        "tool_calls = '[null]'",
        "tool_calls = '[{}]'",
        """tool_calls = '[{"id":"c1","name":"workspace_list"}]'""",
        """tool_calls = '[{"id":null,"name":"workspace_list","arguments":{}}]'""",
        """tool_calls = '[{"id":"c1","name":"workspace_list","arguments":["a"]}]'""",
        """tool_calls = '[{"id":"c1","name":"workspace_list","arguments":{"a":' || repeat('[', 60) || repeat(']', 60) || '}}]'""",
        "role = 'tool', tool_call_id = null",
        "role = 'narrator'",
        $"created_at = {LongAgo}",
    ];

    [Theory]
    [MemberData(nameof(BadMessages))]
    public async Task A_message_that_cannot_be_read_is_left_out_and_its_session_goes_on_with_what_came_after(string change)
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("First."), new ModelReply("Second."), new ModelReply("Third."));
        await using var host = await ChatHost.StartAsync(model, settings: []);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var session = (await client.SayAsync("one")).Text("session_id");
        await client.SayAsync("two", session);
        await OwnersHand.ExecuteAsync(host.DatabaseOwner, "alter table chat_message drop constraint if exists chat_message_role_check");
        await OwnersHand.ExecuteAsync(host.DatabaseOwner, $"update chat_message set {change} where session_id = $1 and number = 2", Guid.Parse(session));

        Assert.Equal([1, 3, 4, 5, 6], await NumbersAsync(client, session, limit: 200));
        Assert.Equal([1, 3, 4, 5, 6], await NumbersAsync(client, session, limit: 1));
        await client.SayAsync("three", session);

        // Of the turn that lacks a message now, nothing is told to the model: a result without its call would be refused.
        var sent = model.Requests.Last().GetProperty("messages").EnumerateArray().Select(static message => message.Words()).ToList();
        Assert.Contains("two", sent);
        Assert.Contains("Second.", sent);
        Assert.DoesNotContain("one", sent);
        Assert.DoesNotContain("First.", sent);
    }

    [Fact]
    public async Task A_session_that_cannot_be_read_is_left_out_and_told_of_when_asked_for()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        using var client = host.For(TestContexts.User());
        var sessions = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            sessions.Add((await client.SayAsync("hello")).Text("session_id"));
        }

        await OwnersHand.ExecuteAsync(host.DatabaseOwner, $"update chat_session set updated_at = {LongAgo} where session_id = $1", Guid.Parse(sessions[1]));

        var listed = await client.AllAsync("/sessions", limit: 1);
        Assert.Equal(new[] { sessions[0], sessions[2] }.Order(), listed.Select(static session => session.Text("session_id")).Order());
        await (await client.GetAsync($"/sessions/{sessions[1]}")).RefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/sessions/{sessions[1]}")).StatusCode);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_left_out_and_told_of_when_asked_for_and_turns_go_on()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.PutAsync("/workspace/files/notes.md", new StringContent("mine"));
        await OwnersHand.ExecuteAsync(host.DatabaseOwner,
            $"update workspace_file set updated_at = {LongAgo} where tenant_id = $1 and path in ('notes.md', 'USER.md')", ada.TenantId!);

        foreach (var limit in new[] { 200, 1 })
        {
            var paths = (await client.AllAsync("/workspace/files", limit)).Select(static file => file.Text("path")).ToList();
            Assert.DoesNotContain("notes.md", paths);
            Assert.Equal(5, paths.Count);
        }

        await (await client.GetAsync("/workspace/files/notes.md")).RefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
        await client.SayAsync("hello");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/workspace/files/notes.md")).StatusCode);
    }

    [Theory]
    [InlineData("A\\B/../c ")]
    [InlineData("300 characters")]
    public async Task A_list_goes_on_behind_a_file_with_a_path_that_no_version_here_would_take(string path)
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.PutAsync("/workspace/files/notes.md", new StringContent("mine"));
        var odd = path == "300 characters" ? "0" + new string('中', 300) : path;
        await OwnersHand.ExecuteAsync(host.DatabaseOwner, "update workspace_file set path = $2 where tenant_id = $1 and path = 'USER.md'", ada.TenantId!, odd);

        var whole = (await client.AllAsync("/workspace/files")).Select(static file => file.Text("path")).ToList();
        Assert.Contains(odd, whole);
        Assert.Equal(whole, (await client.AllAsync("/workspace/files", limit: 1)).Select(static file => file.Text("path")));
    }

    private static async Task<List<int>> NumbersAsync(HttpClient client, string session, int limit) =>
        [.. (await client.AllAsync($"/sessions/{session}", limit, "messages")).Select(static message => message.GetProperty("number").GetInt32())];
}
