using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class SendMessageRefusalTests
{
    [Theory]
    [InlineData("{\"message\":\"\"}", "message")]
    [InlineData("{\"message\":\"   \"}", "message")]
    [InlineData("{}", "message")]
    [InlineData("{\"message\":null}", "message")]
    [InlineData("{\"message\":42}", "message")]
    [InlineData("{\"message\":[\"hi\"]}", "message")]
    [InlineData("{\"message\":\"a\\u0000b\"}", "message")]
    [InlineData("{\"message\":\"\\ud800\"}", "message")]
    [InlineData("{\"message\":\"hi\",\"session_id\":7}", "session_id")]
    [InlineData("{\"message\":\"hi\",\"tenant_id\":\"other\"}", "tenant_id")]
    public async Task A_field_that_cannot_be_accepted_is_named(string body, string field)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        using var response = await client.PostAsync("/chat", Json(body));

        var problem = await response.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal("VALIDATION_FAILED", problem.Text("code"));
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("{\"message\":")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_malformed_body_is_refused(string body)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        using var response = await client.PostAsync("/chat", Json(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("   at ", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_has_at_most_10000_characters()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        Assert.Equal(HttpStatusCode.OK, (await client.ChatAsync(new string('x', 10_000))).StatusCode);
        await (await client.ChatAsync(new string('x', 10_001))).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        using var response = await client.PostAsync("/chat", new StringContent("hi", Encoding.UTF8, "text/plain"));

        await response.RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }

    [Fact]
    public async Task A_foreign_session_is_answered_like_a_missing_one()
    {
        var host = await ChatHost.SharedAsync();
        var tenant = TestContexts.NewTenantId();
        using var ada = host.For(TestContexts.User("ada", tenant));
        using var bob = host.For(TestContexts.User("bob", tenant));
        using var other = host.For(TestContexts.User("ada"));
        var session = (await ada.SayAsync("hello")).Text("session_id");

        foreach (var client in new[] { bob, other })
        {
            foreach (var id in new[] { session, Guid.NewGuid().ToString(), "no-guid" })
            {
                await (await client.ChatAsync("hi", id)).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
                await (await client.GetAsync($"/sessions/{id}")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
                await (await client.DeleteAsync($"/sessions/{id}")).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync($"/sessions/{session}")).StatusCode);
    }

    [Fact]
    public async Task A_model_that_fails_is_a_502_and_leaves_nothing_half_done()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        var answer = model.Answer;
        model.Answer = static (_, http) =>
        {
            http.Response.StatusCode = 500;
            return http.Response.WriteAsync("{\"error\":{\"message\":\"upstream-secret\"}}");
        };

        using var failed = await client.ChatAsync("again", session);
        using var failedNew = await client.ChatAsync("a new one");
        model.Answer = answer;
        await client.SayAsync("again", session);

        await failed.RefusedAsync(HttpStatusCode.BadGateway, "MODEL_UNAVAILABLE");
        await failedNew.RefusedAsync(HttpStatusCode.BadGateway, "MODEL_UNAVAILABLE");
        Assert.DoesNotContain("upstream-secret", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var history = await (await client.GetAsync($"/sessions/{session}")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["hi", "Hello.", "again", "Hello."], history.GetProperty("messages").EnumerateArray().Select(message => message.Text("content")));
        Assert.Single((await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/sessions")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_second_message_at_once_is_told_when_to_come_again()
    {
        var release = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync(new ModelReply("First."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        var answer = model.Answer;
        model.Answer = async (request, http) =>
        {
            await release.Task;
            await answer(request, http);
        };

        var first = client.ChatAsync("slow", session);
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2));
        using var second = await client.ChatAsync("at once", session);
        release.SetResult();
        using var finished = await first;

        await second.RefusedAsync(HttpStatusCode.Conflict, "SESSION_BUSY");
        // Soon, as a turn is over by then as a rule, and not when the hold of a process that died would be.
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, finished.StatusCode);
        await client.SayAsync("afterwards", session);
    }

    [Fact]
    public async Task A_client_that_goes_away_frees_its_session_and_leaves_nothing()
    {
        var waiting = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync(new ModelReply("First."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        var answer = model.Answer;
        model.Answer = (_, http) => waiting.Task.WaitAsync(http.RequestAborted);
        using var gone = new CancellationTokenSource();

        var abandoned = client.PostAsJsonAsync("/chat", new { message = "never mind", session_id = session }, gone.Token);
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        model.Answer = answer;

        await Eventually.TrueAsync(async () => (await client.ChatAsync("back", session)).StatusCode == HttpStatusCode.OK, TimeSpan.FromSeconds(10));
        var history = await (await client.GetAsync($"/sessions/{session}")).JsonAsync(HttpStatusCode.OK);
        Assert.DoesNotContain("never mind", history.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_ends_at_its_deadline()
    {
        var waiting = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync((_, http) => waiting.Task.WaitAsync(http.RequestAborted));
        await using var host = await ChatHost.StartAsync(model, new() { ["Agent:TurnTimeout"] = "00:00:01" });
        using var client = host.For(TestContexts.User());

        await (await client.ChatAsync("hi")).RefusedAsync(HttpStatusCode.GatewayTimeout, "TURN_TIMEOUT");
    }

    [Fact]
    public async Task A_session_that_is_deleted_during_a_turn_takes_the_turn_with_it()
    {
        var release = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync(new ModelReply("First."));
        await using var host = await ChatHost.StartAsync(model, settings: []);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        var answer = model.Answer;
        model.Answer = async (request, http) =>
        {
            await release.Task;
            await answer(request, http);
        };

        var turn = client.ChatAsync("slow", session);
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/sessions/{session}")).StatusCode);
        release.SetResult();

        await (await turn).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var left = source.CreateCommand("select (select count(*) from chat_message) + (select count(*) from chat_turn)");
        Assert.Equal(0L, await left.ExecuteScalarAsync());
        // The calls were made all the same: the end of the second, which was to be written with its turn, is written alone.
        await using var calls = source.CreateCommand("select string_agg(state, ' ') from nanobot.model_calls");
        Assert.Equal("settled settled", await calls.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Without_a_user_there_is_no_chat()
    {
        var host = await ChatHost.SharedAsync();
        using var anonymous = host.Anonymous();
        using var administrator = host.For(TestContexts.Admin());
        using var op = host.For(TestContexts.Operator);

        await (await anonymous.ChatAsync("hi")).RefusedAsync(HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
        await (await administrator.ChatAsync("hi")).RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await (await op.ChatAsync("hi")).RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
