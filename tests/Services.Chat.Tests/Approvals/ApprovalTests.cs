using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Approvals;

/// <summary>A call that waits for its user, and how the conversation goes on from what the user decides.</summary>
public sealed class ApprovalTests
{
    [Fact]
    public async Task A_call_that_waits_does_nothing_is_named_by_the_answer_and_shows_exactly_what_it_would_do()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var before = await client.ReadAsync("AGENTS.md");

        var answer = await client.DoAsync(model, null, Asking.Writes("Be brief.\n"));

        var id = answer.Waiting();
        Assert.Equal(before, await client.ReadAsync("AGENTS.md"));
        Assert.Contains("APPROVAL_PENDING", Assert.Single(model.Results()), StringComparison.Ordinal);
        Assert.Contains(id, Assert.Single(model.Results()), StringComparison.Ordinal);
        var detail = await client.ApprovalAsync(id);
        Assert.Equal(("workspace_write", "steering", "pending"), (detail.Text("tool"), detail.Text("sink"), detail.Text("state")));
        Assert.Equal("""{"content":"Be brief.\n","path":"AGENTS.md"}""", detail.GetProperty("arguments").GetRawText());
        Assert.Matches("^[0-9a-f]{64}$", detail.Text("arguments_hash"));
        Assert.Equal(["user"], detail.GetProperty("labels").EnumerateArray().Select(static label => label.GetString()));
        var file = Assert.Single(detail.GetProperty("files").EnumerateArray());
        Assert.Equal(("AGENTS.md", 1, 1), (file.Text("path"), file.GetProperty("based_on").GetInt64(), file.GetProperty("revision").GetInt64()));
        Assert.StartsWith("--- a/AGENTS.md", file.Text("diff"), StringComparison.Ordinal);
        Assert.Contains("\n+Be brief.\n", file.Text("diff"), StringComparison.Ordinal);
        Assert.Equal([id], await ListAsync(client, "?state=pending"));
        Assert.Empty(await ListAsync(client, "?state=rejected"));
    }

    [Theory]
    [InlineData("workspace_edit", """{"path":"SOUL.md","old_text":"two","new_text":"deux"}""", "SOUL.md: -two +deux")]
    [InlineData("workspace_edit", """{"path":"SOUL.md","old_text":"nowhere","new_text":"deux"}""", "SOUL.md: nothing")]
    [InlineData("workspace_edit", """{"path":"SOUL.md","old_text":"o","new_text":"u"}""", "SOUL.md: nothing")]
    [InlineData("workspace_edit", """{"path":"SOUL.md","old_text":"two\n","new_text":""}""", "SOUL.md: -two")]
    [InlineData("workspace_restore", """{"path":"SOUL.md","revision":2}""", "SOUL.md: -one -two +before")]
    [InlineData("workspace_restore", """{"path":"SOUL.md","revision":99}""", "SOUL.md: nothing")]
    [InlineData("workspace_move", """{"from":"SOUL.md","to":"old.md"}""", "SOUL.md: -one -two | old.md: +one +two")]
    [InlineData("workspace_delete", """{"path":"SOUL.md"}""", "SOUL.md: -one -two")]
    public async Task Whatever_a_call_would_do_to_a_file_its_user_sees_line_by_line(string tool, string arguments, string expected)
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        using var first = await client.PutAsync("/workspace/files/SOUL.md", new StringContent("before\n"));
        using var second = await client.PutAsync("/workspace/files/SOUL.md", new StringContent("one\ntwo\n"));

        var id = (await client.DoAsync(model, null, ("c", tool, arguments))).Waiting();

        var files = (await client.ApprovalAsync(id)).GetProperty("files").EnumerateArray().Select(static file => $"{file.Text("path")}: {Lines(file.GetProperty("diff").GetString())}");
        Assert.Equal(expected, string.Join(" | ", files));
    }

    private static string Lines(string? diff) => diff is null ? "nothing"
        : string.Join(' ', diff.Split('\n').Where(static line => line.Length > 1 && line[0] is '+' or '-' && !line.StartsWith("---", StringComparison.Ordinal) && !line.StartsWith("+++", StringComparison.Ordinal)));

    [Fact]
    public async Task What_is_approved_is_done_and_the_assistant_speaks_of_it()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var asked = await client.DoAsync(model, null, Asking.Writes("Be brief.\n"));
        var (id, session) = (asked.Waiting(), asked.Text("session_id"));
        model.Says(new ModelReply("I am brief now."));

        var answer = await (await client.DecideAsync(id, "approve", (await client.ApprovalAsync(id)).Text("arguments_hash"))).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("I am brief now.", session), (answer.Text("response"), answer.Text("session_id")));
        Assert.Equal("executed", Assert.Single(answer.GetProperty("approvals").EnumerateArray()).Text("state"));
        Assert.Equal("Be brief.\n", await client.ReadAsync("AGENTS.md"));
        Assert.Contains("\"revision\":2", model.Results()[^1], StringComparison.Ordinal);
        var detail = await client.ApprovalAsync(id);
        Assert.Equal("executed", detail.Text("state"));
        Assert.Contains("\"revision\":2", detail.Text("result"), StringComparison.Ordinal);
        // The user's word, the call, its result and the assistant's words are a turn like others.
        var history = await (await client.GetAsync($"/sessions/{session}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["user", "assistant", "tool", "assistant", "user", "assistant", "tool", "assistant"],
            history.GetProperty("messages").EnumerateArray().Select(static message => message.Text("role")));
        Assert.Equal(2, history.GetProperty("turns").GetInt32());
        model.Says(new ModelReply("Still."));
        Assert.Equal("Still.", (await client.SayAsync("and now?", session)).Text("response"));
        Assert.DoesNotContain("Decided by me", model.Requests.Last().GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_rejected_is_not_done_and_the_next_turn_hears_of_it_once()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var asked = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        var (id, session) = (asked.Waiting(), asked.Text("session_id"));
        var calls = model.Requests.Count;

        var answer = await (await client.DecideAsync(id, "reject")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("Rejected; nothing was done.", answer.Text("response"));
        Assert.Equal(calls, model.Requests.Count);
        Assert.NotEqual("Be brief.", await client.ReadAsync("AGENTS.md"));
        model.Says(new ModelReply("I see."));
        await client.SayAsync("well?", session);
        Assert.Contains($"workspace_write, approval {id}: rejected", model.Requests.Last().GetRawText(), StringComparison.Ordinal);
        await client.SayAsync("and?", session);
        Assert.DoesNotContain(id + ": rejected", model.Requests.Last().GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_tells_of_what_waits_and_of_what_is_said_once_it_is_approved()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", Asking.Writes("Be brief.")), new ModelReply("It waits."), new ModelReply("It is done."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var asked = await StreamAsync(client, "/chat", """{"message":"be brief"}""");
        var waiting = Assert.Single(asked, static one => one.Type == "approval").Data;
        var decided = await StreamAsync(client, $"/approvals/{waiting.Text("approval_id")}", """{"decision":"approve"}""");

        Assert.Equal(("pending", "workspace_write"), (waiting.Text("state"), waiting.Text("tool")));
        Assert.Equal(waiting.Text("approval_id"), asked[^1].Data.Waiting());
        Assert.Equal("It is done.", string.Concat(decided.Where(static one => one.Type == "delta").Select(static one => one.Data.Text("text"))));
        Assert.Equal(("done", "It is done."), (decided[^1].Type, decided[^1].Data.Text("response")));
    }

    [Theory]
    [InlineData("write AGENTS.md: be brief", "approval", "I wrote AGENTS.md")]
    [InlineData("写 AGENTS.md：简短回答", "批准", "已写入 AGENTS.md")]
    public async Task The_offline_model_says_that_it_waits_and_what_was_done(string request, string waits, string done)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        var asked = await client.SayAsync(request);
        var answer = await (await client.DecideAsync(asked.Waiting(), "approve")).JsonAsync(HttpStatusCode.OK);

        Assert.Contains(waits, asked.Text("response"), StringComparison.Ordinal);
        Assert.Contains(done, answer.Text("response"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_is_said_where_the_model_cannot_and_the_next_turn_hears_of_it()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var asked = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        model.Answer = static (_, http) =>
        {
            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        };

        var answer = await (await client.DecideAsync(asked.Waiting(), "approve")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("It was done. The assistant cannot answer just now (MODEL_UNAVAILABLE).", answer.Text("response"));
        Assert.Equal("Be brief.", await client.ReadAsync("AGENTS.md"));
        model.Says(new ModelReply("I see."));
        await client.SayAsync("well?", asked.Text("session_id"));
        Assert.Contains($"approval {asked.Waiting()}: executed", model.Requests.Last().GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_about_what_was_approved_can_be_made_again_and_nothing_is_done_again()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var asked = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        model.Says(new ModelReply("Old."));
        await (await client.DecideAsync(asked.Waiting(), "approve")).JsonAsync(HttpStatusCode.OK);
        model.Says(new ModelReply("New."));

        using var again = await client.PostAsync($"/sessions/{asked.Text("session_id")}/regenerate", null);

        Assert.Equal("New.", (await again.JsonAsync(HttpStatusCode.OK)).Text("response"));
        Assert.Contains("\"revision\":2", model.Results()[^1], StringComparison.Ordinal);
        Assert.Equal("executed", (await client.ApprovalAsync(asked.Waiting())).Text("state"));
        var revisions = await (await client.GetAsync("/workspace/history/AGENTS.md")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(2, revisions.GetProperty("items").GetArrayLength());
        var history = await (await client.GetAsync($"/sessions/{asked.Text("session_id")}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["user", "assistant", "tool", "assistant", "user", "assistant", "tool", "assistant"],
            history.GetProperty("messages").EnumerateArray().Select(static message => message.Text("role")));
    }

    [Fact]
    public async Task Policies_of_the_moment_decide_over_what_was_approved()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var id = (await client.DoAsync(model, null, Asking.Writes("Be brief."))).Waiting();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-files", "tool:workspace_write"));
        await Eventually.TrueAsync(() => Task.FromResult(host.Peers.Rights.IsSettled));

        var answer = await (await client.DecideAsync(id, "approve")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("failed", Assert.Single(answer.GetProperty("approvals").EnumerateArray()).Text("state"));
        Assert.Contains("POLICY_DENIED", (await client.ApprovalAsync(id)).Text("result"), StringComparison.Ordinal);
        Assert.NotEqual("Be brief.", await client.ReadAsync("AGENTS.md"));
    }

    private static async Task<List<string>> ListAsync(HttpClient client, string query) =>
        [.. (await (await client.GetAsync($"/approvals{query}")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Select(static item => item.Text("approval_id"))];

    private static async Task<List<(string Type, JsonElement Data)>> StreamAsync(HttpClient client, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request);
        var events = new List<(string, JsonElement)>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
        }

        return events;
    }
}
