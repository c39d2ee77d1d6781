using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class BranchSessionTests
{
    private const string Columns = """
        select table_name || '.' || column_name from information_schema.columns where table_schema = 'public' and table_name in ('chat_turn', 'chat_message') order by 1
        """;

    private const string Copies = """
        select count(*) from chat_message a join chat_message b using (tenant_id, user_id, number)
        where a.session_id = $1 and b.session_id = $2 and to_jsonb(a) - 'session_id' = to_jsonb(b) - 'session_id'
        """;

    private const string Turns = """
        select count(*) from chat_turn a join chat_turn b using (tenant_id, user_id, turn_id)
        where a.session_id = $1 and b.session_id = $2 and to_jsonb(a) - 'session_id' = to_jsonb(b) - 'session_id'
        """;

    private const string Waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    // A turn as it is written, in the turn that is there already.
    private const string Written = """
        with advanced as (update chat_session set messages = messages + 2 where session_id = $1 returning tenant_id, user_id, session_id),
        last as (select turn_id from chat_turn where session_id = $1),
        said as (
            insert into chat_message (tenant_id, user_id, session_id, number, turn_id, role, content, created_at)
            select tenant_id, user_id, session_id, 3, turn_id, 'user', 'late', now() from advanced, last
            union all
            select tenant_id, user_id, session_id, 4, turn_id, 'assistant', 'Late.', now() from advanced, last
            returning 1)
        select from said union all select from advanced
        """;

    [Fact]
    public async Task A_branch_has_what_was_said_up_to_a_turns_end_and_goes_its_own_way()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("Six files."), new ModelReply("Two."), new ModelReply("Three."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("list my files")).Text("session_id");
        await client.SayAsync("second", session);
        await client.PatchAsJsonAsync($"/sessions/{session}", new { title = "Files" });

        using var response = await BranchAsync(client, session, new { message_number = 4 });
        var branch = await response.JsonAsync(HttpStatusCode.Created);
        var id = branch.Text("session_id");

        Assert.Equal($"/sessions/{id}", response.Headers.Location?.ToString());
        Assert.Equal(("Files", 1), (branch.Text("title"), branch.GetProperty("turns").GetInt32()));
        Assert.Equal([id, session], (await client.AllAsync("/sessions")).Select(static item => item.Text("session_id")));
        Assert.Equal((4L, 1L), (await CountAsync(host, Copies, session, id), await CountAsync(host, Turns, session, id)));
        await client.SayAsync("third", id);
        Assert.Equal(["list my files", "", "Six files.", "third", "Three."], (await ContentsAsync(client, id)).Where(static content => !content.StartsWith('{')));
        Assert.Equal(6, (await ContentsAsync(client, session)).Count);
        // What the model was shown is the branch's own past.
        var sent = model.Requests.Last().GetProperty("messages").EnumerateArray().Where(static message => message.TryGetProperty("content", out _)).Select(static message => message.Words()).ToList();
        Assert.Contains("Six files.", sent);
        Assert.DoesNotContain("second", sent);

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/sessions/{session}")).StatusCode);
        Assert.Equal(6, (await ContentsAsync(client, id)).Count);
    }

    [Fact]
    public async Task Without_a_number_or_a_body_all_of_it_goes_along()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");
        await client.SayAsync("list my files", session);

        foreach (var content in new HttpContent?[] { null, JsonContent.Create(new { }), JsonContent.Create(new { message_number = (int?)null }) })
        {
            using var response = await client.PostAsync($"/sessions/{session}/branch", content);
            var branch = await response.JsonAsync(HttpStatusCode.Created);
            Assert.Equal(await ContentsAsync(client, session), await ContentsAsync(client, branch.Text("session_id")));
            Assert.Equal(2, branch.GetProperty("turns").GetInt32());
        }
    }

    [Theory]
    [InlineData(1, 0, 4)]
    [InlineData(3, 0, 4)]
    [InlineData(5, 4, 6)]
    [InlineData(7, 6, 0)]
    [InlineData(int.MaxValue, 6, 0)]
    public async Task Within_a_turn_or_behind_the_last_none_begins_and_the_ends_next_to_it_are_named(int number, int before, int after)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("list my files")).Text("session_id");
        await client.SayAsync("two", session);

        using var response = await BranchAsync(client, session, new { message_number = number });
        var problem = await response.RefusedAsync(HttpStatusCode.Conflict, "NOT_A_TURNS_END");

        Assert.Equal((6, before, after), (problem.GetProperty("messages").GetInt32(), End("turn_end_before"), End("turn_end_after")));
        Assert.Single(await client.AllAsync("/sessions"));

        int End(string name) => problem.GetProperty(name) is { ValueKind: JsonValueKind.Number } end ? end.GetInt32() : 0;
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("\"2\"")]
    public async Task What_is_no_number_is_refused_by_name(string number)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hello")).Text("session_id");

        using var response = await client.PostAsync($"/sessions/{session}/branch", new StringContent($"{{\"message_number\":{number}}}", null, "application/json"));

        Assert.True((await response.RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED")).GetProperty("errors").TryGetProperty("message_number", out _));
    }

    [Fact]
    public async Task A_session_of_somebody_else_is_not_there()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var other = host.For(ada.AsUser("bob"));
        var session = (await client.SayAsync("hello")).Text("session_id");

        var foreign = await (await BranchAsync(other, session, new { })).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        var missing = await (await BranchAsync(other, Guid.NewGuid().ToString(), new { })).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");

        Assert.Equal(missing.Text("detail"), foreign.Text("detail"));
        Assert.Empty(await other.AllAsync("/sessions"));
    }

    [Fact]
    public async Task Of_many_branches_at_once_exactly_as_many_are_made_as_may_be_kept()
    {
        var host = await ChatHost.SharedAsync();
        var tenant = TestContexts.NewTenantId();
        using var client = host.For(TestContexts.Of(tenant, "ada", TenantRole.User, "professional", 1, quotas: new OwnQuotas("sessions=5", null, null)));
        var session = (await client.SayAsync("hello")).Text("session_id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            using var response = await BranchAsync(client, session, new { });
            return (response.StatusCode, Body: await response.Content.ReadAsStringAsync());
        }));

        Assert.Equal(4, answers.Count(static answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.All(answers.Where(static answer => answer.StatusCode != HttpStatusCode.Created), static answer =>
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Contains("QUOTA_EXCEEDED", answer.Body, StringComparison.Ordinal);
        });
        Assert.Equal(5, (await client.AllAsync("/sessions")).Count);
        // Whoever was refused has changed nothing.
        Assert.Equal(4, (await host.ChangesAsync(tenant)).Count(static change => change.StartsWith("sessions.branch ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_branch_that_is_made_while_a_turn_is_just_being_written_has_all_of_that_turn()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        await using var writer = new NpgsqlConnection(host.DatabaseOwner);
        await using var observer = NpgsqlDataSource.Create(host.DatabaseOwner);
        await writer.OpenAsync();
        await using var commit = await writer.BeginTransactionAsync();
        await using (var written = new NpgsqlCommand(Written, writer) { Parameters = { new() { Value = Guid.Parse(session) } } })
        {
            await written.ExecuteNonQueryAsync();
        }

        var branching = BranchAsync(client, session, new { });
        await Eventually.TrueAsync(async () =>
        {
            await using var waiting = observer.CreateCommand(Waiting);
            return (long)(await waiting.ExecuteScalarAsync())! == 1;
        });
        await commit.CommitAsync();

        var branch = await (await branching).JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["late", "Late."], (await ContentsAsync(client, branch.Text("session_id"))).Skip(2));
    }

    [Fact]
    public async Task Branches_of_a_session_that_is_deleted_at_once_are_whole_or_not_there()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hello")).Text("session_id");

        var branches = Enumerable.Range(0, 8).Select(_ => BranchAsync(client, session, new { })).ToList();
        var deleted = client.DeleteAsync($"/sessions/{session}");

        Assert.Equal(HttpStatusCode.NoContent, (await deleted).StatusCode);
        foreach (var response in await Task.WhenAll(branches))
        {
            Assert.True(response.StatusCode is HttpStatusCode.Created or HttpStatusCode.NotFound, $"{response.StatusCode}");
        }

        foreach (var item in await client.AllAsync("/sessions"))
        {
            Assert.Equal(2, (await ContentsAsync(client, item.Text("session_id"))).Count);
        }
    }

    [Fact]
    public async Task Whether_text_of_others_was_read_goes_along()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_read", """{"path":"a.md"}""")), new ModelReply("Read."),
            new ModelReply("", ("c2", "workspace_write", """{"path":"b.md","content":"x"}""")), new ModelReply("Written."));
        await using var host = await ChatHost.StartAsync(model, settings: []);
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/a.md", new StringContent("words"));
        var session = (await client.SayAsync("read")).Text("session_id");
        var branch = (await (await BranchAsync(client, session, new { })).JsonAsync(HttpStatusCode.Created)).Text("session_id");
        await client.SayAsync("write", branch);

        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var read = source.CreateCommand("select author_read from workspace_file where path = 'b.md'");
        Assert.True((bool)(await read.ExecuteScalarAsync())!);
    }

    [Fact]
    public async Task Every_column_of_what_was_said_goes_along()
    {
        var host = await ChatHost.SharedAsync();
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand(Columns);
        await using var rows = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await rows.ReadAsync())
        {
            columns.Add(rows.GetString(0));
        }

        // A new column needs its place in the statements that copy turns and messages.
        Assert.Equal(
        [
            "chat_message.content", "chat_message.created_at", "chat_message.labels", "chat_message.number", "chat_message.role", "chat_message.session_id", "chat_message.tenant_id",
            "chat_message.tool_call_id", "chat_message.tool_calls", "chat_message.tool_name", "chat_message.turn_id", "chat_message.user_id",
            "chat_turn.completed_at", "chat_turn.completion_tokens", "chat_turn.model", "chat_turn.prompt_tokens", "chat_turn.session_id", "chat_turn.started_at",
            "chat_turn.tenant_id", "chat_turn.tool_calls", "chat_turn.turn_id", "chat_turn.user_id",
        ], columns.Order(StringComparer.Ordinal));
    }

    private static Task<HttpResponseMessage> BranchAsync(HttpClient client, string session, object body) => client.PostAsJsonAsync($"/sessions/{session}/branch", body);

    private static async Task<List<string>> ContentsAsync(HttpClient client, string session) =>
        [.. (await client.AllAsync($"/sessions/{session}", member: "messages")).Select(static message => message.Text("content"))];

    private static async Task<long> CountAsync(ChatHost host, string statement, string session, string branch)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand(statement);
        command.Parameters.Add(new() { Value = Guid.Parse(session) });
        command.Parameters.Add(new() { Value = Guid.Parse(branch) });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
