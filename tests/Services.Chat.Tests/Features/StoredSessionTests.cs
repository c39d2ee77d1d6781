using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class StoredSessionTests
{
    // As versions before this one wrote them; never change these to make the test pass.
    private const string Rows = """
        insert into chat_session (tenant_id, user_id, session_id, title, turns, messages, created_at, updated_at)
        values ($1, $2, $3, 'read a.md', 1, 4, now(), now());
        """;

    private const string Turn = """
        insert into chat_turn (tenant_id, user_id, session_id, turn_id, model, tool_calls, prompt_tokens, completion_tokens, started_at, completed_at)
        values ($1, $2, $3, $3, 'scripted-1', 1, 22, 14, now(), now());
        """;

    private const string Messages = """
        insert into chat_message (tenant_id, user_id, session_id, number, turn_id, role, content, tool_calls, tool_call_id, tool_name, created_at)
        values
            ($1, $2, $3, 1, $3, 'user', 'read a.md', null, null, null, now()),
            ($1, $2, $3, 2, $3, 'assistant', '', '[{"id":"c1","name":"workspace_read","arguments":{"path":"a.md"}},{"id":"c2","name":"no_such_tool","arguments":{"a":1,"A":2}}]', null, null, now()),
            ($1, $2, $3, 3, $3, 'tool', '{"path":"a.md","revision":1,"content":"old words","next_offset":null}', null, 'c1', 'workspace_read', now()),
            ($1, $2, $3, 4, $3, 'assistant', 'It says old words.', null, null, null, now());
        """;

    [Fact]
    public async Task A_session_stored_by_an_earlier_version_goes_on_with_its_tool_calls_as_they_were()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("And no more."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.GetAsync("/workspace/files");
        var session = await StoreAsync(host, ada);

        var answer = await client.SayAsync("and?", session.ToString());

        Assert.Equal("And no more.", answer.Text("response"));
        var sent = model.Requests.Last().GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["system", "user", "user", "assistant", "tool", "assistant", "user", "assistant", "tool"], sent.Select(message => message.Text("role")));
        Assert.Equal(["workspace_read", "no_such_tool"],
            sent[3].GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("function").Text("name")));
        Assert.Equal("c1", sent[4].Text("tool_call_id"));
        Assert.Contains("old words", sent[4].ToString(), StringComparison.Ordinal);

        // What is called now is offered under the same names.
        Assert.Equal("workspace_list", sent[7].GetProperty("tool_calls")[0].GetProperty("function").Text("name"));
        Assert.Contains("workspace_read",
            model.Requests.Last().GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function").Text("name")));
    }

    private static async Task<Guid> StoreAsync(ChatHost host, TenantContext user)
    {
        var session = Guid.CreateVersion7();
        // Row-level security binds the tables' owner too.
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('app.tenant_id', $1, true), set_config('app.user_id', $2, true), set_config('app.role', 'user', true)")
        {
            Parameters = { new() { Value = user.TenantId }, new() { Value = user.UserId } },
        });
        foreach (var statement in new[] { Rows, Turn, Messages })
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement)
            {
                Parameters = { new() { Value = user.TenantId }, new() { Value = user.UserId }, new() { Value = session } },
            });
        }

        await batch.ExecuteNonQueryAsync();
        return session;
    }
}
