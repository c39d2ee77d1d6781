using System.Net;
using Microsoft.AspNetCore.Builder;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class TurnTests
{
    [Theory]
    [InlineData("/chat")]
    [InlineData("/sessions/abc/regenerate")]
    public async Task A_turn_that_is_answered_at_its_end_may_be_silent_for_longer_than_anything_else(string path)
    {
        var ended = new TaskCompletionSource();
        await using var suite = await StartAsync(ended.Task, turn: "00:00:50");
        var key = suite.Tenants.AddUserKey();

        // By the rule that the module goes by.
        var whole = TurnAsync(suite, key, path, "application/json, text/event-stream;q=0");
        using var streamed = await TurnAsync(suite, key, path, "Text/Event-Stream, application/json;q=0.1");
        using var listed = await suite.GetAsync("/sessions", key);
        // By now the first one, which began before, has been silent for longer than the two others were let.
        Assert.False(whole.IsCompleted);
        ended.SetResult();

        using var answer = await whole;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Problem.AssertAsync(streamed, HttpStatusCode.GatewayTimeout, "MODULE_UNAVAILABLE");
        await Problem.AssertAsync(listed, HttpStatusCode.GatewayTimeout, "MODULE_UNAVAILABLE");
    }

    [Fact]
    public async Task A_turn_that_is_silent_beyond_its_own_limit_is_given_up_in_its_modules_name()
    {
        var ended = new TaskCompletionSource();
        await using var suite = await StartAsync(ended.Task, turn: "00:00:01");

        using var response = await TurnAsync(suite, suite.Tenants.AddUserKey(), "/chat", "application/json");

        var problem = await Problem.AssertAsync(response, HttpStatusCode.GatewayTimeout, "MODULE_UNAVAILABLE");
        Assert.Contains("The module chat does", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        ended.SetResult();
    }

    [Theory]
    [InlineData(99)]
    [InlineData(7201)]
    public void A_limit_for_turns_that_is_shorter_than_that_of_others_or_too_long_is_named(int seconds)
    {
        var result = new ProxyOptionsValidator().Validate(null, new ProxyOptions { TurnTimeout = TimeSpan.FromSeconds(seconds) });

        Assert.Contains("Proxy:TurnTimeout must", result.FailureMessage, StringComparison.Ordinal);
    }

    private static Task<Suite> StartAsync(Task ended, string turn) => Suite.StartAsync(
        map: (module, app) =>
        {
            if (module == "chat")
            {
                app.MapPost("/chat", () => ended.WaitAsync(Eventually.Deadline));
                app.MapPost("/sessions/{session_id}/regenerate", () => ended.WaitAsync(Eventually.Deadline));
                app.MapGet("/sessions", () => ended.WaitAsync(Eventually.Deadline));
            }
        },
        settings: [("Proxy:ActivityTimeout", "00:00:01"), ("Proxy:TurnTimeout", turn)]);

    private static Task<HttpResponseMessage> TurnAsync(Suite suite, string key, string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return suite.Client.SendAsync(request);
    }
}
