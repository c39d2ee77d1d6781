using System.Net;
using System.Text;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.OpenAi;

/// <summary>Whatever is refused is refused in OpenAI's shape, by name, before the model is asked.</summary>
public sealed class CompletionRefusalTests
{
    private const string Path = "/v1/chat/completions";
    private const string User = """{"role":"user","content":"hi"}""";

    [Theory]
    [InlineData("""{"messages":[USER]}""", "model")]
    [InlineData("""{"model":"scripted-1"}""", "messages")]
    [InlineData("""{"model":"scripted-1","messages":[]}""", "messages")]
    [InlineData("""{"model":"scripted-1","messages":"hi"}""", "messages")]
    [InlineData("""{"model":"scripted-1","messages":[null]}""", "messages[0]")]
    [InlineData("""{"model":"scripted-1","messages":[{"role":"system","content":"x"}]}""", "messages")]
    [InlineData("""{"model":"scripted-1","messages":[{"role":"robot","content":"x"},USER]}""", "messages[0].role")]
    [InlineData("""{"model":"scripted-1","messages":[{"role":"user","content":7}]}""", "messages[0].content")]
    [InlineData("""{"model":"scripted-1","messages":[{"role":"user","content":"\ud800"}]}""", "messages[0].content")]
    [InlineData("""{"model":"scripted-1","messages":[{"role":"system","content":[{"type":"image_url","image_url":{"url":"data:,"}}]},{"role":"user","content":"x"}]}""", "messages[0].content[0]")]
    [InlineData("""{"model":"scripted-1","messages":[USER,{"role":"tool","tool_call_id":"c1","content":"x"}]}""", "messages[1].tool_call_id")]
    [InlineData("""{"model":"scripted-1","messages":[USER,{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"a","arguments":"{}"}}]}]}""", "messages[1].tool_calls[0]")]
    [InlineData("""{"model":"scripted-1","messages":[USER,{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"a","arguments":"nope"}}]},{"role":"tool","tool_call_id":"c1","content":"x"}]}""", "messages[1].tool_calls[0].function.arguments")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"n":2}""", "n")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"temperature":3}""", "temperature")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"temperature":"hot"}""", "temperature")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"max_tokens":0}""", "max_tokens")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"logit_bias":{"1":1}}""", "logit_bias")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"store":true}""", "store")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"stop":["a","b","c","d","e"]}""", "stop")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"stream_options":{"include_usage":true}}""", "stream_options")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"response_format":{"type":"xml"}}""", "response_format.type")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"response_format":{"type":"json_schema","json_schema":{"name":"x"}}}""", "response_format.json_schema.schema")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"tool_choice":"required"}""", "tool_choice")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"tools":[{"type":"function","function":{"name":"Workspace_Read"}}]}""", "tools[0].function.name")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"tools":[{"type":"function","function":{"name":"a b"}}]}""", "tools[0].function.name")]
    [InlineData("""{"model":"scripted-1","messages":[USER],"tools":[{"type":"custom","custom":{"name":"a"}}]}""", "tools[0].custom")]
    public async Task What_is_not_acceptable_is_named(string body, string param)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Never."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        using var response = await PostAsync(client, body.Replace("USER", User, StringComparison.Ordinal));

        var error = await RefusedAsync(response, HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Equal(("invalid_request_error", param), (error.Text("type"), error.Text("param")));
        Assert.Contains(param, error.Text("message"), StringComparison.Ordinal);
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());

        using var response = await PostAsync(client, """{"model":"","messages":[{"role":"user","content":""}],"n":3,"top_p":7}""");

        var message = (await RefusedAsync(response, HttpStatusCode.BadRequest, "VALIDATION_FAILED")).Text("message");
        Assert.All(["model", "messages[0].content", "n must", "top_p"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_no_endpoint_has_and_what_is_no_JSON_is_refused_in_the_same_shape()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        using var anonymous = host.Anonymous();

        await RefusedAsync(await client.GetAsync("/v1/embeddings"), HttpStatusCode.NotFound, "ROUTE_NOT_FOUND");
        await RefusedAsync(await client.GetAsync(Path), HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
        await RefusedAsync(await PostAsync(client, "{"), HttpStatusCode.BadRequest, "MALFORMED_BODY");
        await RefusedAsync(await client.PostAsync(Path, new StringContent("hi")), HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        await RefusedAsync(await anonymous.GetAsync("/v1/models"), HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_model_fails_at_is_an_error_of_the_server_with_its_wait(bool streamed)
    {
        await using var model = await ScriptedModel.StartAsync((_, http) =>
        {
            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        });
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        using var response = await PostAsync(client, $$"""{"model":"scripted-1","messages":[{{User}}],"stream":{{(streamed ? "true" : "false")}}}""");

        var error = await RefusedAsync(response, HttpStatusCode.BadGateway, "MODEL_UNAVAILABLE");
        Assert.Equal("server_error", error.Text("type"));
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_ends_with_an_error_and_without_DONE()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Two grey") { BreaksOff = true });
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        using var response = await PostAsync(client, $$"""{"model":"scripted-1","messages":[{{User}}],"stream":true}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("Two", events[0], StringComparison.Ordinal);
        var error = JsonDocument.Parse(events[^1]["data: ".Length..]).RootElement.GetProperty("error");
        Assert.Equal(("MODEL_UNAVAILABLE", "server_error"), (error.Text("code"), error.Text("type")));
        Assert.NotEmpty(error.Text("trace_id"));
        Assert.DoesNotContain(events, static one => one.Contains("[DONE]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_longer_than_what_is_read_at_once_is_refused_and_not_shortened()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Never."));
        await using var host = await ChatHost.StartAsync(model, new() { ["Limits:Tiers:professional:tokens_per_request"] = "8192" });
        using var client = host.For(TestContexts.User());

        using var response = await PostAsync(client, $$"""{"model":"scripted-1","messages":[{"role":"user","content":"{{new string('x', 40_000)}}"},{"role":"assistant","content":"ok"},{{User}}]}""");

        Assert.Equal("messages", (await RefusedAsync(response, HttpStatusCode.BadRequest, "context_length_exceeded")).Text("param"));
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task A_budget_that_is_used_up_says_how_much_there_is()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Done.") { PromptTokens = 2_590 });
        await using var host = await ChatHost.StartAsync(model, new() { ["Limits:Tiers:free:tokens_per_day"] = "2600" });
        using var client = host.For(TestContexts.Of(TestContexts.NewTenantId(), "ada", TenantRole.User, "free", 1));
        await (await PostAsync(client, $$"""{"model":"scripted-1","messages":[{{User}}]}""")).JsonAsync(HttpStatusCode.OK);

        using var response = await PostAsync(client, $$"""{"model":"scripted-1","messages":[{{User}}]}""");

        var error = await RefusedAsync(response, HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
        Assert.Equal(("insufficient_quota", "tokens_per_day", 2600), (error.Text("type"), error.Text("quota"), error.GetProperty("limit").GetInt32()));
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_model_that_a_policy_denies_is_not_listed_and_not_asked()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Never."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-models", "model:scripted-*"));
        using var client = host.For(ada);

        var listed = await (await client.GetAsync("/v1/models")).JsonAsync(HttpStatusCode.OK);
        using var read = await client.GetAsync("/v1/models/scripted-1");
        using var asked = await PostAsync(client, $$"""{"model":"scripted-1","messages":[{{User}}]}""");

        Assert.Equal(0, listed.GetProperty("data").GetArrayLength());
        await RefusedAsync(read, HttpStatusCode.NotFound, "model_not_found");
        var error = await RefusedAsync(asked, HttpStatusCode.Forbidden, "POLICY_DENIED");
        Assert.Equal(("permission_error", "model:scripted-1"), (error.Text("type"), error.Text("resource")));
        Assert.Empty(model.Requests);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string body) => client.PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<JsonElement> RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var error = (await response.JsonAsync(status)).GetProperty("error");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, error.Text("code"));
        Assert.NotEmpty(error.Text("trace_id"));
        Assert.Equal(code, response.Headers.TryGetValues("X-Tenant-Refusal", out var told) ? told.Single() : code);
        return error;
    }
}
