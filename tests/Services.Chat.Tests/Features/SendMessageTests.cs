using System.Net;
using Nanobot.Testing;

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

        Assert.Contains("pending", requested.Text("response"), StringComparison.Ordinal);
        Assert.Contains("# daily report of ada", shown.Text("response"), StringComparison.Ordinal);
        Assert.Contains("STOCK-ada", followed.Text("response"), StringComparison.Ordinal);
    }
}
