using System.Net;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Services.Chat.Tests;

public sealed class IsolationTests
{
    [Fact]
    public async Task Users_at_once_never_see_each_others_workspace_reports_or_answers()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        var tenant = TestContexts.NewTenantId();
        var users = new[] { ("user_1", tenant), ("user_10", tenant), ("user_1", TestContexts.NewTenantId()) };

        await Task.WhenAll(users.SelectMany(user => Enumerable.Range(0, 4).Select(round => TalkAsync(host, user.Item1, user.Item2, round))));

        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var mixed = source.CreateCommand("""
            select count(*) from chat_message
            where content like '%secret-of-%' and content not like '%secret-of-' || user_id || '-at-' || tenant_id || '-%'
            """);
        Assert.Equal(0L, await mixed.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Turns_that_interleave_between_model_calls_keep_their_own_user()
    {
        // Nobody goes on before everybody has called a tool: the turns are all in the middle at once.
        const int Users = 6;
        var (arrived, all) = (0, new TaskCompletionSource());
        await using var model = await ScriptedModel.StartAsync(async (request, http) =>
        {
            var messages = request.GetProperty("messages").EnumerateArray().ToList();
            if (messages[^1].Text("role") == "user")
            {
                if (Interlocked.Increment(ref arrived) == Users)
                {
                    all.SetResult();
                }

                await all.Task.WaitAsync(Eventually.Deadline);
                await new ModelReply("", ("c1", "workspace_read", "{\"path\":\"mine.md\"}")).WriteAsync(http, request);
                return;
            }

            await new ModelReply("I read " + messages[^1].GetProperty("content").ToString().Replace("\"", "'", StringComparison.Ordinal)).WriteAsync(http, request);
        });
        await using var host = await ChatHost.StartAsync(model);
        var tenant = TestContexts.NewTenantId();

        var answers = await Task.WhenAll(Enumerable.Range(0, Users).Select(async i =>
        {
            using var client = host.For(TestContexts.User($"user_{i}", tenant));
            await client.PutAsync("/workspace/files/mine.md", new StringContent($"secret-{i}-"));
            return (await client.SayAsync("go")).Text("response");
        }));

        for (var i = 0; i < Users; i++)
        {
            Assert.Contains($"secret-{i}-", answers[i], StringComparison.Ordinal);
            Assert.DoesNotContain(Enumerable.Range(0, Users).Where(other => other != i), other => answers[i].Contains($"secret-{other}-", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Without_a_tenant_the_services_own_login_sees_no_row()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        using var client = host.For(TestContexts.User());
        await client.SayAsync("list my files");
        await using var source = NpgsqlDataSource.Create(TestDatabase.Login(host.DatabaseOwner, "app"));

        foreach (var table in new[] { "chat_session", "chat_turn", "chat_message", "chat_approval", "chat_fact", "chat_consolidation", "workspace", "workspace_file", "tenant_usage" })
        {
            await using var count = source.CreateCommand($"select count(*) from {table}");
            Assert.Equal(0L, await count.ExecuteScalarAsync());
        }
    }

    private static async Task TalkAsync(ChatHost host, string user, string tenant, int round)
    {
        using var client = host.For(TestContexts.User(user, tenant));
        var secret = $"secret-of-{user}-at-{tenant}-";
        await client.SayAsync($"write notes-{round}.md: {secret}");
        var read = (await client.SayAsync($"read notes-{round}.md")).Text("response");
        var followed = (await client.SayAsync("what do I follow?")).Text("response");
        var asked = await client.SayAsync("create a daily report");
        var report = (await client.SayAsync("show my last report", asked.Text("session_id"))).Text("response");

        Assert.Contains(secret, read, StringComparison.Ordinal);
        Assert.EndsWith($"STOCK-{user}", followed, StringComparison.Ordinal);
        Assert.EndsWith($"report of {user}", report, StringComparison.Ordinal);
        await (await client.GetAsync("/workspace/files/..%2Fnotes.md")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
    }
}
