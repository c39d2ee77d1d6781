using System.Net;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Sessions;

public sealed class SessionLeaseTests
{
    private const string Expire = "update chat_session set lease_id = session_id, lease_until = now() - interval '1 second' where session_id = $1";

    private const string Advance =
        "update chat_session set turns = turns + 1, messages = messages + 2, lease_id = null, lease_until = null where session_id = $1";

    private const string Turn = """
        insert into chat_turn (tenant_id, user_id, session_id, turn_id, model, tool_calls, prompt_tokens, completion_tokens, started_at, completed_at)
        select tenant_id, user_id, session_id, session_id, 'scripted-1', 0, 1, 1, now(), now() from chat_session where session_id = $1
        """;

    private const string Messages = """
        insert into chat_message (tenant_id, user_id, session_id, number, turn_id, role, content, created_at)
        select tenant_id, user_id, session_id, 3, session_id, 'user', 'late', now() from chat_session where session_id = $1
        union all
        select tenant_id, user_id, session_id, 4, session_id, 'assistant', 'Late.', now() from chat_session where session_id = $1
        """;

    private const string Waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    [Fact]
    public async Task A_turn_that_takes_a_session_while_the_turn_before_is_just_being_written_goes_on_from_its_messages()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model, settings: []);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        await using var other = new NpgsqlConnection(host.DatabaseOwner);
        await using var observer = NpgsqlDataSource.Create(host.DatabaseOwner);
        await other.OpenAsync();

        // The hold of the turn before has run out, yet that turn is about to commit.
        await RunAsync(other, session, Expire);
        await using var commit = await other.BeginTransactionAsync();
        await RunAsync(other, session, Advance, Turn, Messages);
        var next = client.ChatAsync("next", session);
        await Eventually.TrueAsync(async () => await WaitersAsync(observer) == 1);
        await commit.CommitAsync();

        Assert.Equal("Hello.", (await (await next).JsonAsync(HttpStatusCode.OK)).Text("response"));
        var history = await (await client.GetAsync($"/sessions/{session}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["hi", "Hello.", "late", "Late.", "next", "Hello."],
            history.GetProperty("messages").EnumerateArray().Select(message => message.Text("content")));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string session, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection) { Parameters = { new() { Value = Guid.Parse(session) } } };
            Assert.True(await command.ExecuteNonQueryAsync() > 0);
        }
    }

    private static async Task<long> WaitersAsync(NpgsqlDataSource observer)
    {
        await using var command = observer.CreateCommand(Waiting);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
