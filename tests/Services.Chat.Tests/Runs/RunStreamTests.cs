using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Runs;
using Nanobot.Services.Chat.Runs.Events;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>The events of runs: left, taken up again, and lost on their way.</summary>
public sealed class RunStreamTests
{
    private const string Text = "one two three four five";

    [Fact]
    public async Task A_stream_that_is_left_is_taken_up_at_another_process_with_nothing_missing_and_nothing_twice()
    {
        await using var paced = await PacedModel.StartAsync(Text);
        await using var host = await ChatHost.StartAsync(paced.Model);
        await using var other = host.Beside(settings: new() { ["Runs:Parallelism"] = "0" });
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var elsewhere = other.ClientFor(ada);
        var id = (await client.StartAsync("count")).Text("run_id");

        List<(string? Id, string Event, string? Text)> heard = [];
        using (var first = await elsewhere.EventsAsync(id))
        {
            await foreach (var (cursor, name, data) in first.ReadAsync())
            {
                heard.Add((cursor, name, name == "delta" ? data.Text("text") : null));
                if (name == "delta")
                {
                    break;
                }

                paced.Say(2);
            }
        }

        paced.Say(1);
        using var second = await client.EventsAsync(id, heard[^1].Id, inHeader: true);
        await foreach (var (cursor, name, data) in second.ReadAsync())
        {
            heard.Add((cursor, name, name == "delta" ? data.Text("text") : null));
            if (name == "delta")
            {
                paced.Say(2);
            }
        }

        Assert.Equal(Text, string.Concat(heard.Select(static item => item.Text)));
        Assert.Equal(["run", "delta"], heard.Take(2).Select(static item => item.Event));
        Assert.Equal(("end", "done"), (heard[^1].Id, heard[^1].Event));
        var ids = heard.Where(static item => item.Event == "delta").Select(static item => item.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        // What is asked for anew is there from its beginning, and the end needs nothing more.
        var all = await elsewhere.AllEventsAsync(id);
        Assert.Equal(Text, string.Concat(all.Where(static item => item.Event == "delta").Select(static item => item.Data.Text("text"))));
        Assert.Equal(HttpStatusCode.NoContent, (await client.EventsAsync(id, "end")).StatusCode);
        await (await client.EventsAsync(id, "odd")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
    }

    [Fact]
    public async Task Whoever_hangs_up_on_a_message_in_the_background_leaves_it_at_work()
    {
        await using var paced = await PacedModel.StartAsync(Text);
        await using var host = await ChatHost.StartAsync(paced.Model);
        using var client = host.For(TestContexts.User());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "count", background = true }) };
        request.Headers.Accept.ParseAdd("text/event-stream");

        string? id = null;
        using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            await foreach (var (_, name, data) in response.ReadAsync())
            {
                Assert.Equal("run", name);
                id = data.Text("run_id");
                break;
            }
        }

        paced.Say(5);
        var run = await client.EndedAsync(id!);

        Assert.Equal(("completed", Text), (run.Text("state"), run.GetProperty("answer").Text("response")));
    }

    [Fact]
    public async Task Redis_that_forgets_everything_in_the_middle_loses_events_and_never_the_answer()
    {
        await using var paced = await PacedModel.StartAsync(Text);
        await using var host = await ChatHost.StartAsync(paced.Model);
        using var client = host.For(TestContexts.User());
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{host.ProcessSettings["ConnectionStrings:cache"]},allowAdmin=true");
        var id = (await client.StartAsync("count")).Text("run_id");
        var names = new List<string>();
        var answer = "";

        using var response = await client.EventsAsync(id);
        await foreach (var (_, name, data) in response.ReadAsync())
        {
            names.Add(name);
            if (name == "run")
            {
                paced.Say(1);
            }
            else if (name == "delta" && names.Count(static item => item == "delta") == 1)
            {
                await redis.GetDatabase().ExecuteAsync("FLUSHDB");
                paced.Say(4);
            }
            else if (name == "done")
            {
                answer = data.Text("response");
            }
        }

        Assert.Equal((Text, "done"), (answer, names[^1]));
        await redis.GetDatabase().ExecuteAsync("FLUSHDB");
        var later = await client.AllEventsAsync(id);
        Assert.Equal(["run", "done"], later.Select(static item => item.Event));
        Assert.Equal(Text, later[^1].Data.Text("response"));
    }

    [Fact]
    public async Task What_was_said_in_a_session_that_is_deleted_is_not_on_its_way_any_more()
    {
        await using var paced = await PacedModel.StartAsync(Text);
        await using var host = await ChatHost.StartAsync(paced.Model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var run = await client.StartAsync("count");
        var keys = host.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        var key = RunEventKeys.Events(ada.RequiredTenantId, Guid.Parse(run.Text("run_id")));
        paced.Say(2);
        await Eventually.TrueAsync(() => keys.KeyExistsAsync(key));

        (await client.DeleteAsync($"/sessions/{run.Text("session_id")}")).EnsureSuccessStatusCode();
        await paced.Left.Task.WaitAsync(Eventually.Deadline);

        Assert.False(await keys.KeyExistsAsync(key));
        // Nor can whoever was at work put it back.
        var claim = new ClaimedRun(ada, Guid.Parse(run.Text("run_id")), Guid.Parse(run.Text("session_id")), Guid.NewGuid(), null, 1, 1, null, null);
        await host.Services.GetRequiredService<RunEventLog>().AppendAsync(claim, [TurnEvent.Delta("more")]);
        Assert.False(await keys.KeyExistsAsync(key));
    }
}
