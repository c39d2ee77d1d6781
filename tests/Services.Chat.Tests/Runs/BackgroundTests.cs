using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>Messages that are answered whatever becomes of the connection.</summary>
public sealed class BackgroundTests
{
    [Fact]
    public async Task A_run_is_accepted_at_once_and_has_its_answer_later()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        using var response = await client.PostRunAsync("list my files");
        var accepted = await response.JsonAsync(HttpStatusCode.Accepted);
        var id = accepted.Text("run_id");
        var run = await client.EndedAsync(id);

        Assert.Equal($"/runs/{id}", response.Headers.Location?.ToString());
        Assert.Equal("queued", accepted.Text("state"));
        Assert.Equal(("completed", "list my files", accepted.Text("session_id")), (run.Text("state"), run.Text("message"), run.Text("session_id")));
        var answer = run.GetProperty("answer");
        Assert.Equal((accepted.Text("session_id"), "ada"), (answer.Text("session_id"), answer.Text("user_id")));
        Assert.True(answer.GetProperty("usage").GetProperty("total_tokens").GetInt64() > 0);
        Assert.True(run.GetProperty("started_at").GetDateTimeOffset() <= run.GetProperty("ended_at").GetDateTimeOffset());
        var said = await client.SaidAsync(run.Text("session_id"));
        Assert.Equal(("user: list my files", $"assistant: {answer.Text("response")}"), (said[0], said[^1]));
        var session = (await client.GetFromJsonAsync<JsonElement>("/sessions")).GetProperty("items")[0];
        Assert.Equal(("list my files", 1), (session.Text("title"), session.GetProperty("turns").GetInt32()));
    }

    [Fact]
    public async Task Runs_are_listed_by_state_and_session_and_nobody_else_knows_of_them()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var bob = host.For(ada.AsUser("bob"));
        var first = await client.StartAsync("list my files");
        await client.EndedAsync(first.Text("run_id"));
        var second = await client.StartAsync("list my files");
        await client.EndedAsync(second.Text("run_id"));

        var page = await client.GetFromJsonAsync<JsonElement>("/runs?limit=1&state=completed");
        var next = await client.GetFromJsonAsync<JsonElement>($"/runs?limit=1&cursor={page.Text("next_cursor")}");
        var ofSession = await client.GetFromJsonAsync<JsonElement>($"/runs?session_id={first.Text("session_id")}");

        Assert.Equal(second.Text("run_id"), page.GetProperty("items")[0].Text("run_id"));
        Assert.Equal(first.Text("run_id"), next.GetProperty("items")[0].Text("run_id"));
        Assert.Equal([first.Text("run_id")], ofSession.GetProperty("items").EnumerateArray().Select(static run => run.Text("run_id")));
        Assert.Empty((await client.GetFromJsonAsync<JsonElement>("/runs?state=failed")).GetProperty("items").EnumerateArray());
        await (await client.GetAsync("/runs?state=odd")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync("/runs?cursor=odd")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync("/runs?session_id=odd")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        Assert.Empty((await bob.GetFromJsonAsync<JsonElement>("/runs")).GetProperty("items").EnumerateArray());
        foreach (var id in new[] { first.Text("run_id"), Guid.NewGuid().ToString(), "odd" })
        {
            await (await bob.GetAsync($"/runs/{id}")).RefusedAsync(HttpStatusCode.NotFound, "RUN_NOT_FOUND");
            await (await bob.GetAsync($"/runs/{id}/events?after=0-0")).RefusedAsync(HttpStatusCode.NotFound, "RUN_NOT_FOUND");
            await (await bob.PostAsync($"/runs/{id}/cancel", null)).RefusedAsync(HttpStatusCode.NotFound, "RUN_NOT_FOUND");
        }
    }

    [Fact]
    public async Task A_run_without_an_answer_says_why_as_the_message_would_have_been_refused()
    {
        await using var model = await ScriptedModel.StartAsync(static (_, http) =>
        {
            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        });
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var run = await client.EndedAsync((await client.StartAsync("hi")).Text("run_id"));
        var events = await client.AllEventsAsync(run.Text("run_id"));

        Assert.Equal(("failed", "MODEL_UNAVAILABLE", 502), (run.Text("state"), run.GetProperty("error").Text("code"), run.GetProperty("error").GetProperty("status").GetInt32()));
        Assert.Equal(["run", "error"], events.Select(static item => item.Event));
        Assert.Equal("MODEL_UNAVAILABLE", events[^1].Data.Text("code"));
        Assert.Empty(await client.SaidAsync(run.Text("session_id")));
        // The session can be gone on with.
        model.Answer = static (request, http) => new ModelReply("Now.").WriteAsync(http, request);
        Assert.Equal("Now.", (await client.SayAsync("again", run.Text("session_id"))).Text("response"));
    }

    [Theory]
    [InlineData("tokens_per_day=5", null)]
    [InlineData(null, "tokens_per_day=5")]
    public async Task A_run_is_held_by_the_amounts_of_its_user_and_of_the_key_that_it_was_asked_for_by(string? ofUser, string? ofKey)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.Of(TestContexts.NewTenantId(), "ada", TenantRole.User, "professional", 1, "key-1", new OwnQuotas(null, ofUser, ofKey)));

        var run = await client.EndedAsync((await client.StartAsync("hi")).Text("run_id"));

        Assert.Equal(("failed", "QUOTA_EXCEEDED"), (run.Text("state"), run.GetProperty("error").Text("code")));
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_and_leaves_nothing()
    {
        await using var model = await ScriptedModel.StartAsync(static (_, http) => new TaskCompletionSource().Task.WaitAsync(http.RequestAborted));
        await using var host = await ChatHost.StartAsync(model, new() { ["Runs:MostOfUser"] = "2", ["Runs:MostOfSession"] = "1" });
        using var client = host.For(TestContexts.User());

        await (await client.PostRunAsync(" ")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.PostRunAsync("hi", whenBusy: "shout")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.PostRunAsync("hi", Guid.NewGuid().ToString())).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        var session = (await client.StartAsync("one")).Text("session_id");
        await (await client.PostRunAsync("two", session)).RefusedAsync(HttpStatusCode.Conflict, "SESSION_BUSY");
        var full = await (await client.PostRunAsync("two", session, "queue")).RefusedAsync(HttpStatusCode.TooManyRequests, "QUEUE_FULL");
        await client.StartAsync("three");
        await (await client.PostRunAsync("four")).RefusedAsync(HttpStatusCode.TooManyRequests, "TOO_MANY_RUNS");

        Assert.Equal(1, full.GetProperty("limit").GetInt32());
        Assert.Equal(2, (await client.GetFromJsonAsync<JsonElement>("/sessions")).GetProperty("items").GetArrayLength());
        Assert.Equal(2, (await client.GetFromJsonAsync<JsonElement>("/runs")).GetProperty("items").GetArrayLength());
    }
}
