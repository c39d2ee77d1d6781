using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class SendMessageTests
{
    [Fact]
    public async Task A_message_is_answered_and_kept_in_a_session()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        var answer = await client.SayAsync("hello there");

        Assert.Contains("offline", answer.Text("response"), StringComparison.Ordinal);
        Assert.Equal("ada", answer.Text("user_id"));
        Assert.True(answer.GetProperty("processing_time_ms").GetInt64() >= 0);
        var usage = answer.GetProperty("usage");
        Assert.True(usage.GetProperty("prompt_tokens").GetInt64() > 0);
        Assert.Equal(usage.GetProperty("prompt_tokens").GetInt64() + usage.GetProperty("completion_tokens").GetInt64(), usage.GetProperty("total_tokens").GetInt64());
        var history = await (await client.GetAsync($"/sessions/{answer.Text("session_id")}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["user", "assistant"], history.GetProperty("messages").EnumerateArray().Select(message => message.Text("role")));
    }

    [Fact]
    public async Task A_plain_request_runs_its_tool_and_is_answered_from_the_result()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        var written = await client.SayAsync("write notes.md: milk and honey");
        var read = await client.SayAsync("read notes.md", written.Text("session_id"));

        Assert.Contains("notes.md", written.Text("response"), StringComparison.Ordinal);
        Assert.Contains("milk and honey", read.Text("response"), StringComparison.Ordinal);
        var history = await (await client.GetAsync($"/sessions/{written.Text("session_id")}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["user", "assistant", "tool", "assistant", "user", "assistant", "tool", "assistant"],
            history.GetProperty("messages").EnumerateArray().Select(message => message.Text("role")));
        Assert.Equal(2, history.GetProperty("turns").GetInt32());
    }

    [Fact]
    public async Task The_last_report_is_found_and_shown()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        var requested = await client.SayAsync("please create a daily report");
        var shown = await client.SayAsync("show my last report");
        var followed = await client.SayAsync("what do I follow?");

        Assert.Contains("waiting to be made", requested.Text("response"), StringComparison.Ordinal);
        Assert.Contains("# daily report of ada", shown.Text("response"), StringComparison.Ordinal);
        Assert.Contains("STOCK-ada", followed.Text("response"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_the_assistant_asks_for_says_that_it_comes_from_a_chat()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());

        await client.SayAsync("please create a daily report");

        Assert.Equal(["chat"], host.Peers.Origins);
    }

    [Fact]
    public async Task Nothing_but_the_turns_own_limit_ends_an_answer_that_takes_long()
    {
        // Five calls of the model, each just below its own deadline: nine minutes in all, of the ten that a turn has.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var model = await ScriptedModel.StartAsync(async (request, http) =>
        {
            clock.Advance(TimeSpan.FromSeconds(110));
            var tools = request.GetProperty("messages").EnumerateArray().Count(message => message.Text("role") == "tool");
            await (tools == 4 ? new ModelReply("At last.") : new ModelReply("", ("c1", "workspace_list", "{}"))).WriteAsync(http, request);
        });
        await using var host = await ChatHost.StartAsync(model, configure: services => services.AddSingleton<TimeProvider>(clock));
        host.Peers.Rights.TrustsAnySignature = true;
        using var client = host.For(TestContexts.User());

        var answer = await client.SayAsync("take your time");

        Assert.Equal("At last.", answer.Text("response"));
        Assert.Equal(550_000, answer.GetProperty("processing_time_ms").GetInt64());
    }
}
