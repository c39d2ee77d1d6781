using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>A process that is killed while runs are at each of their steps, and another that takes them up.</summary>
public sealed class RunKillTests
{
    private const string Schedule = """{"report_type":"daily","kind":"daily","hour":9,"minute":0,"time_zone":"UTC"}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // What each run's model does, by the user's words: the calls that it makes one after the other, before it answers.
    private static readonly Dictionary<string, (string Name, string Arguments)[]> Scripts = new()
    {
        ["at the model"] = [],
        ["in a tool that is not repeated"] = [("schedule_create", Schedule)],
        ["in a tool that is"] = [("report_request", """{"report_type":"daily"}""")],
        ["behind a tool"] = [("workspace_write", """{"path":"a.md","content":"A"}""")],
        ["before it is written"] = [("workspace_write", """{"path":"b.md","content":"B"}""")],
    };

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _reached = new();
    private volatile bool _isKilled;

    [Fact]
    public async Task Each_run_ends_with_its_answer_and_no_tool_that_is_not_to_be_repeated_is_called_twice()
    {
        using var held = new ManualResetEventSlim();
        await using var model = await ScriptedModel.StartAsync(AnswerAsync);
        await using var host = await ChatHost.StartAsync(model, new() { ["Runs:Poll"] = "00:01:00", ["Agent:SessionLease"] = "00:00:02" });
        host.Peers.Meanwhile = () => held.Wait(Patience);
        var users = Scripts.Keys.ToDictionary(static words => words, static _ => TestContexts.User());
        var runs = new Dictionary<string, (string Id, string Session)>();

        await using (var doomed = await ServiceProcess.StartAsync("Services.Chat", [.. model.Settings, .. host.ProcessSettings, new("Agent:SessionLease", "00:00:02")]))
        {
            foreach (var (words, user) in users)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = words, background = true }) };
                TenantContextHeaders.Write(request.Headers, user, TestContexts.Codec());
                using var response = await doomed.Client.SendAsync(request);
                var run = await response.JsonAsync(HttpStatusCode.Accepted);
                runs[words] = (run.Text("run_id"), run.Text("session_id"));
            }

            await using var owner = NpgsqlDataSource.Create(host.DatabaseOwner);
            await using var blocker = await owner.OpenConnectionAsync();
            await using var transaction = await blocker.BeginTransactionAsync();
            await Reached("at the model").Task.WaitAsync(Patience);
            await Reached("behind a tool").Task.WaitAsync(Patience);
            await Reached("before it is written").Task.WaitAsync(Patience);
            await Eventually.TrueAsync(() => Task.FromResult(host.Peers.Arrived == 2), Patience);
            await HoldAsync(blocker, users["before it is written"], runs["before it is written"].Session);
            Reached("hold").TrySetResult();
            await Eventually.TrueAsync(() => IsBlockedAsync(owner), Patience);

            doomed.Kill();
            _isKilled = true;
        }

        held.Set();
        using var waker = host.For(TestContexts.User());
        var wakes = (await waker.StartAsync("at the model")).Text("session_id");
        foreach (var (words, (id, session)) in runs)
        {
            using var client = host.For(users[words]);
            var run = await Eventually.GetAsync(async () =>
            {
                // Whoever asks for another run wakes the worker, which looks for those that are due.
                await waker.EndedAsync((await waker.StartAsync("at the model", wakes, "queue")).Text("run_id"));
                return await client.RunAsync(id);
            }, static run => run.Text("state") is not ("queued" or "running"), Patience);
            Assert.Equal((words, "completed"), (words, run.Text("state")));
            var said = await client.SaidAsync(session);
            Assert.Equal((words, 1), (words, said.Count(line => line == $"user: {words}")));
            Assert.Equal((words, 1), (words, said.Count(line => line == "assistant: Done.")));
        }

        using (var client = host.For(users["in a tool that is not repeated"]))
        {
            Assert.Contains(await client.SaidAsync(runs["in a tool that is not repeated"].Session), static line => line.Contains("OUTCOME_UNKNOWN", StringComparison.Ordinal));
        }

        Assert.Single(host.Peers.Effects, static effect => effect == "POST /schedule/jobs");
        // Asked for twice, under one key.
        Assert.Equal(2, host.Peers.Keys.Count);
        Assert.Single(host.Peers.Keys.Distinct());
        Assert.Equal(1, await RevisionsAsync(host, users["behind a tool"], "a.md"));
        Assert.Equal(1, await RevisionsAsync(host, users["before it is written"], "b.md"));
    }

    private TaskCompletionSource Reached(string what) => _reached.GetOrAdd(what, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task AnswerAsync(JsonElement request, HttpContext http)
    {
        var messages = request.GetProperty("messages").EnumerateArray().ToList();
        var words = messages.Last(static message => message.Text("role") == "user").Words();
        var (calls, made) = (Scripts[words], messages.Count(static message => message.Text("role") == "tool"));
        if (made < calls.Length)
        {
            await new ModelReply("", ($"c{made}", calls[made].Name, calls[made].Arguments)).WriteAsync(http, request);
            return;
        }

        if (!_isKilled)
        {
            Reached(words).TrySetResult();
            // Of one the answer is there, and only not written.
            await (words == "before it is written" ? Reached("hold") : new TaskCompletionSource()).Task.WaitAsync(http.RequestAborted);
        }

        await new ModelReply("Done.").WriteAsync(http, request);
    }

    private static async Task HoldAsync(NpgsqlConnection connection, TenantContext user, string session)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select set_config('app.tenant_id', $1, true), set_config('app.user_id', $2, true)")
        {
            Parameters = { new() { Value = user.TenantId }, new() { Value = user.UserId } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select 1 from chat_session where session_id = $1 for update") { Parameters = { new() { Value = Guid.Parse(session) } } });
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task<bool> IsBlockedAsync(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%turns = turns%'");
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    private static async Task<int> RevisionsAsync(ChatHost host, TenantContext user, string path)
    {
        using var client = host.For(user);
        return (await client.GetFromJsonAsync<JsonElement>($"/workspace/history/{path}")).GetProperty("items").GetArrayLength();
    }
}
