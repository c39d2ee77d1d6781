using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class RegenerateAnswerTests
{
    [Fact]
    public async Task The_last_message_is_asked_again_and_the_new_answer_takes_the_place_of_the_old_one()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("First."), new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("Old."), new ModelReply("New."), new ModelReply("Third."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");
        await client.SayAsync("two", session);

        var answer = await (await AgainAsync(client, session)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("New.", session), (answer.Text("response"), answer.Text("session_id")));
        Assert.True(answer.GetProperty("usage").GetProperty("total_tokens").GetInt64() > 0);
        var shown = model.Requests.Last().GetProperty("messages").EnumerateArray().Where(static message => message.Text("role") != "system").Skip(1).ToList();
        Assert.Equal(["user one", "assistant First.", "user two"], shown.Select(static message => $"{message.Text("role")} {message.Words()}"));
        Assert.Equal(["one", "First.", "two", "New."], await ContentsAsync(client, session));
        Assert.Equal((2, "one"), await HeadAsync(client, session));

        // And it goes on from there.
        await client.SayAsync("three", session);
        Assert.Equal(["one", "First.", "two", "New.", "three", "Third."], await ContentsAsync(client, session));
        Assert.Equal((3, "one"), await HeadAsync(client, session));
    }

    [Fact]
    public async Task The_only_turn_of_a_session_is_made_again_and_its_title_stays()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Old."), new ModelReply("New."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");

        await (await AgainAsync(client, session)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["one", "New."], await ContentsAsync(client, session));
        Assert.Equal((1, "one"), await HeadAsync(client, session));
    }

    [Fact]
    public async Task A_stream_has_the_words_as_they_are_made()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Old."), new ModelReply("New words."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");

        using var response = await AgainAsync(client, session, "text/event-stream");
        var events = new List<(string Type, JsonElement Data)>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
        }

        Assert.Equal("New words.", string.Concat(events.Where(static item => item.Type == "delta").Select(static item => item.Data.Text("text"))));
        Assert.Equal(("done", "New words."), (events[^1].Type, events[^1].Data.Text("response")));
        Assert.Equal(["one", "New words."], await ContentsAsync(client, session));
    }

    [Fact]
    public async Task Where_it_fails_the_old_answer_stays_and_the_session_is_free()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Old."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");
        var answer = model.Answer;
        model.Answer = static (_, http) =>
        {
            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        };

        await (await AgainAsync(client, session)).RefusedAsync(HttpStatusCode.BadGateway, "MODEL_UNAVAILABLE");

        Assert.Equal(["one", "Old."], await ContentsAsync(client, session));
        model.Answer = answer;
        await (await AgainAsync(client, session)).JsonAsync(HttpStatusCode.OK);
        await client.SayAsync("two", session);
        Assert.Equal((2, "one"), await HeadAsync(client, session));
    }

    [Fact]
    public async Task While_the_session_is_at_work_it_is_busy_and_the_other_way_round()
    {
        var release = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Old."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");
        var answer = model.Answer;
        model.Answer = async (request, http) =>
        {
            await release.Task.WaitAsync(Eventually.Deadline);
            await answer(request, http);
        };
        var first = AgainAsync(client, session);
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2));

        await (await AgainAsync(client, session)).RefusedAsync(HttpStatusCode.Conflict, "SESSION_BUSY");
        await (await client.ChatAsync("two", session)).RefusedAsync(HttpStatusCode.Conflict, "SESSION_BUSY");
        // Until the new answer is written the old one stands.
        Assert.Equal(["one", "Old."], await ContentsAsync(client, session));
        release.SetResult();
        await (await first).JsonAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_that_is_deleted_meanwhile_stays_deleted()
    {
        var release = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Old."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");
        var answer = model.Answer;
        model.Answer = async (request, http) =>
        {
            await release.Task.WaitAsync(Eventually.Deadline);
            await answer(request, http);
        };
        var again = AgainAsync(client, session);
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2));
        await client.DeleteAsync($"/sessions/{session}");
        release.SetResult();

        await (await again).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        Assert.Empty(await client.AllAsync("/sessions"));
    }

    [Fact]
    public async Task A_branch_keeps_the_answer_that_was_made_again()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Old."), new ModelReply("New."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");
        var branch = (await (await client.PostAsync($"/sessions/{session}/branch", null)).JsonAsync(HttpStatusCode.Created)).Text("session_id");

        await (await AgainAsync(client, session)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["one", "Old."], await ContentsAsync(client, branch));
        Assert.Equal(["one", "New."], await ContentsAsync(client, session));
    }

    [Fact]
    public async Task A_session_of_somebody_else_is_not_there_and_keeps_its_answer()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Old."), new ModelReply("New."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var other = host.For(ada.AsUser("bob"));
        var session = (await client.SayAsync("one")).Text("session_id");

        var foreign = await (await AgainAsync(other, session)).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        var missing = await (await AgainAsync(other, Guid.NewGuid().ToString())).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        await (await AgainAsync(other, "none")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");

        Assert.Equal(missing.Text("detail"), foreign.Text("detail"));
        Assert.Equal(["one", "Old."], await ContentsAsync(client, session));
        Assert.Single(model.Requests);
    }

    private static Task<HttpResponseMessage> AgainAsync(HttpClient client, string session, string accept = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/sessions/{session}/regenerate");
        request.Headers.Accept.ParseAdd(accept);
        return client.SendAsync(request);
    }

    private static async Task<List<string>> ContentsAsync(HttpClient client, string session) =>
        [.. (await client.AllAsync($"/sessions/{session}", member: "messages")).Select(static message => message.Text("content"))];

    private static async Task<(int Turns, string Title)> HeadAsync(HttpClient client, string session)
    {
        var item = (await client.AllAsync("/sessions")).Single(item => item.Text("session_id") == session);
        return (item.GetProperty("turns").GetInt32(), item.Text("title"));
    }
}
