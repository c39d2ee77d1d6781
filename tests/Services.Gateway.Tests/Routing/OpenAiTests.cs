using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Routing;

/// <summary>What the gateway itself refuses below /v1 has OpenAI's shape, so that its clients can say why.</summary>
public sealed class OpenAiTests
{
    private const string Path = "/v1/chat/completions";

    [Fact]
    public async Task A_key_as_a_bearer_reaches_the_module_and_no_other_credential_is_needed()
    {
        await using var suite = await Suite.StartAsync();
        var key = suite.Tenants.AddUserKey();

        using var response = await PostAsync(suite, key, "{}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var seen = suite["chat"].Seen.Single(static request => request.Target == Path);
        Assert.DoesNotContain("Authorization", seen.Headers.Keys);
        Assert.NotNull(suite.ContextOf(seen));
    }

    [Fact]
    public async Task Guards_refuse_in_its_shape()
    {
        await using var suite = await Suite.StartAsync(settings: [("Limits:Tiers:free:api_calls_per_minute", "1")]);
        var denied = suite.Tenants.AddTenant();
        suite.Tenants.Policies[denied] = new VersionedPolicies(1, [new Policy { Name = "nothing", Effect = "deny", Priority = 1000, Principals = ["*"], Resources = ["*"], Actions = ["execute"] }]);

        await RefusedAsync(await PostAsync(suite, null, "{}"), HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED", "authentication_error");
        await RefusedAsync(await PostAsync(suite, suite.Tenants.AddKey(TenantRole.User, denied, "ada"), "{}"), HttpStatusCode.Forbidden, "POLICY_DENIED", "permission_error");
        var key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(tier: "free"), "ada");
        using var first = await PostAsync(suite, key, "{}");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var limited = await PostAsync(suite, key, "{}");
        var error = await RefusedAsync(limited, HttpStatusCode.TooManyRequests, "RATE_LIMITED", "rate_limit_error");
        Assert.Equal(1, error.GetProperty("limit").GetInt32());
        Assert.NotNull(limited.Headers.RetryAfter);
    }

    [Fact]
    public async Task What_cannot_be_routed_or_forwarded_is_refused_in_its_shape()
    {
        await using var suite = await Suite.StartAsync();
        var key = suite.Tenants.AddUserKey();

        await RefusedAsync(await suite.GetAsync("/v1/embeddings", key), HttpStatusCode.NotFound, "ROUTE_NOT_FOUND", "invalid_request_error");
        await RefusedAsync(await suite.GetAsync(Path, key), HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED", "invalid_request_error");
        await RefusedAsync(await PostAsync(suite, key, new string('x', (6 * 1024 * 1024) + 1)), HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE", "invalid_request_error");
        await suite.StopModuleAsync("chat");
        using var down = await PostAsync(suite, key, "{}");
        await RefusedAsync(down, HttpStatusCode.BadGateway, "MODULE_UNAVAILABLE", "server_error");
        Assert.NotNull(down.Headers.RetryAfter);
    }

    [Fact]
    public async Task An_answer_may_be_silent_for_as_long_as_a_turn_whatever_form_is_accepted()
    {
        var ended = new TaskCompletionSource();
        await using var suite = await Suite.StartAsync(
            map: (module, app) =>
            {
                if (module == "chat")
                {
                    app.MapPost(Path, () => ended.Task.WaitAsync(Eventually.Deadline));
                    app.MapGet("/sessions", () => ended.Task.WaitAsync(Eventually.Deadline));
                }
            },
            settings: [("Proxy:ActivityTimeout", "00:00:01"), ("Proxy:TurnTimeout", "00:00:50")]);
        var key = suite.Tenants.AddUserKey();

        var asked = PostAsync(suite, key, "{}", "text/event-stream");
        using var other = await suite.GetAsync("/sessions", key);
        Assert.False(asked.IsCompleted);
        ended.SetResult();

        using var answer = await asked;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Problem.AssertAsync(other, HttpStatusCode.GatewayTimeout, "MODULE_UNAVAILABLE");
    }

    private static Task<HttpResponseMessage> PostAsync(Suite suite, string? key, string body, string accept = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        return suite.Client.SendAsync(request);
    }

    private static async Task<JsonElement> RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code, string type)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        Assert.Equal((code, type), (error.GetProperty("code").GetString(), error.GetProperty("type").GetString()));
        Assert.NotEmpty(error.GetProperty("trace_id").GetString()!);
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return error;
    }
}
