using System.Net;
using System.Net.Http.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>Who wrote what the assistant remembers, as it is stored and as later turns are told.</summary>
public sealed class FileAuthorTests
{
    private const string Trusted = "written by the assistant in turn ";
    private const string Tainted = ", after it had read text from: user, workspace";

    // As the version before this one writes: without a word of the author.
    private const string OlderWrite = """
        update workspace_file set content = 'older', bytes = 5, revision = revision + 1, updated_at = now()
        where tenant_id = $1 and user_id = $2 and path = 'MEMORY.md'
        """;

    private static readonly (string, string, string) ReadSoul = ("r", "workspace_read", "{\"path\":\"SOUL.md\"}");
    private static readonly (string, string, string) Write = ("w", "workspace_write", "{\"path\":\"MEMORY.md\",\"content\":\"remembered\"}");

    [Fact]
    public async Task Memory_says_in_which_turn_the_assistant_wrote_it_and_whether_it_had_read_the_text_of_others()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        // Templates and the user's own hand leave no doubt; confirmations of writes are no text of others either.
        await SayAsync(client, model, new ModelReply("", Write), new ModelReply("", Write));
        Assert.Contains(Trusted, await MemoryHeadAsync(client, model), StringComparison.Ordinal);
        Assert.DoesNotContain(Tainted, await MemoryHeadAsync(client, model), StringComparison.Ordinal);

        // Such words come into memory by the user's hand alone, and are known for what they are.
        await SayAsync(client, model, new ModelReply("", ReadSoul), new ModelReply("", ("c", "workspace_write", "{\"path\":\"copy.md\",\"content\":\"remembered\"}")));
        using var moved = await client.PostAsJsonAsync("/workspace/move", new { from = "copy.md", to = "MEMORY.md", overwrite = true });
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Contains(Tainted, await MemoryHeadAsync(client, model), StringComparison.Ordinal);

        // Who writes down again what he has read from such a memory does not clean it: that waits.
        await SayAsync(client, model, new ModelReply("", Write));
        Assert.Contains("APPROVAL_PENDING", Assert.Single(model.Results()), StringComparison.Ordinal);
        Assert.Contains(Tainted, await MemoryHeadAsync(client, model), StringComparison.Ordinal);

        await client.PutAsync("/workspace/files/MEMORY.md", new StringContent("mine"));
        Assert.Contains("written by the user", await MemoryHeadAsync(client, model), StringComparison.Ordinal);
        await SayAsync(client, model, new ModelReply("", Write));
        Assert.DoesNotContain(Tainted, await MemoryHeadAsync(client, model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_turn_of_the_session_had_read_counts_too()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = await SayAsync(client, model, new ModelReply("", ReadSoul));

        await SayAsync(client, model, session, new ModelReply("", Write));

        Assert.Contains("APPROVAL_PENDING", model.Results()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_user_has_approved_is_as_good_as_the_users_own()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var asked = await client.DoAsync(model, null, ReadSoul, Write);

        await (await client.DecideAsync(asked.Waiting(), "approve")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("remembered", await client.ReadAsync("MEMORY.md"));
        Assert.Contains(Trusted, await MemoryHeadAsync(client, model), StringComparison.Ordinal);
        Assert.DoesNotContain(Tainted, await MemoryHeadAsync(client, model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_does_not_outlive_the_write_of_a_version_that_records_none()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, settings: []);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.PutAsync("/workspace/files/MEMORY.md", new StringContent("mine"));

        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var older = source.CreateCommand(OlderWrite);
        older.Parameters.Add(new() { Value = ada.TenantId });
        older.Parameters.Add(new() { Value = ada.UserId });
        Assert.Equal(1, await older.ExecuteNonQueryAsync());

        Assert.Contains("it was not recorded by whom it was written", await MemoryHeadAsync(client, model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_author_stands_with_the_revision()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await SayAsync(client, model, new ModelReply("", Write));
        await client.PutAsync("/workspace/files/USER.md", new StringContent("mine"));

        Assert.Equal(
            ["AGENTS.md template - 1 1", "HEARTBEAT.md template - 1 1", "MEMORY.md assistant turn 2 2", "SOUL.md template - 1 1", "USER.md user - 2 2", "config.json template - 1 1"],
            await StoredAsync(host, ada));
    }

    private static Task<string> SayAsync(HttpClient client, ScriptedModel model, params ModelReply[] replies) => SayAsync(client, model, null, replies);

    private static async Task<string> SayAsync(HttpClient client, ScriptedModel model, string? session, params ModelReply[] replies)
    {
        var next = -1;
        model.Answer = (request, http) =>
            (Interlocked.Increment(ref next) < replies.Length ? replies[next] : new ModelReply("Done.")).WriteAsync(http, request);
        return (await client.SayAsync("go on", session)).Text("session_id");
    }

    /// <summary>The line that introduces MEMORY.md to the next turn.</summary>
    private static async Task<string> MemoryHeadAsync(HttpClient client, ScriptedModel model)
    {
        await SayAsync(client, model);
        var notes = model.Requests.Last().GetProperty("messages").EnumerateArray().First(static message => message.Text("role") == "user").Words();
        return notes.Split('\n').Single(static line => line.Contains("begin MEMORY.md", StringComparison.Ordinal));
    }

    private static async Task<List<string>> StoredAsync(ChatHost host, TenantContext user)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand("""
            select path || ' ' || author || ' ' || case when f.author_turn is null then '-' when t.turn_id is not null then 'turn' else 'nowhere' end
                   || ' ' || f.revision || ' ' || f.author_revision
            from workspace_file f left join chat_turn t on t.tenant_id = f.tenant_id and t.turn_id = f.author_turn
            where f.tenant_id = $1 and f.user_id = $2 order by path
            """);
        command.Parameters.Add(new() { Value = user.TenantId });
        command.Parameters.Add(new() { Value = user.UserId });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
