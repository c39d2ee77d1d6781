using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What a turn makes of a model's server that is odd, busy or broken.</summary>
public sealed class ModelServerTests
{
    private const string Family = "\U0001F469\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    [Fact]
    public async Task A_wait_that_the_server_asks_for_is_handed_on_to_the_caller_at_either_door()
    {
        await using var model = await ScriptedModel.StartAsync(static (_, http) =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        using var whole = await client.ChatAsync("hi");
        using var streamed = await StreamAsync(client, "hi");

        foreach (var response in new[] { whole, streamed })
        {
            await response.RefusedAsync(HttpStatusCode.BadGateway, "MODEL_UNAVAILABLE");
            Assert.Equal(TimeSpan.FromHours(1), response.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(2, model.Requests.Count);
    }

    [Theory]
    [InlineData("no such tool!", "no_such_tool_")]
    [InlineData("", "unnamed")]
    [InlineData("some-where.else", "some-where_else")]
    public async Task A_tool_by_a_name_that_none_can_have_is_told_to_the_model_and_the_session_goes_on(string name, string told)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", name, "{}")), new ModelReply("I see."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var answer = await client.SayAsync("hi");
        await client.SayAsync("and now?", answer.Text("session_id"));

        Assert.Equal("I see.", answer.Text("response"));
        var messages = model.Requests.Last().GetProperty("messages").EnumerateArray().ToList();
        Assert.Contains(messages, message => message.Text("role") == "tool" && message.Words().Contains("TOOL_UNKNOWN", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.TryGetProperty("tool_calls", out var calls) && calls[0].GetProperty("function").Text("name") == told);
    }

    [Fact]
    public async Task Calls_with_one_id_are_each_answered()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "functions.workspace_write", "{\"path\":\"a.md\",\"content\":\"A\"}"), ("c1", "Workspace Write", "{\"path\":\"b.md\",\"content\":\"B\"}")), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await client.SayAsync("write both");

        Assert.Equal("A", await client.GetStringAsync("/workspace/files/a.md"));
        Assert.Equal("B", await client.GetStringAsync("/workspace/files/b.md"));
        var ids = model.Requests.Last().GetProperty("messages").EnumerateArray().Where(static message => message.Text("role") == "tool").Select(static message => message.Text("tool_call_id")).ToList();
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task Words_before_an_error_are_heard_and_nothing_is_kept()
    {
        await using var model = await ScriptedModel.StartAsync(static (_, http) =>
        {
            http.Response.ContentType = "text/event-stream";
            return http.Response.WriteAsync("data: {\"choices\":[{\"delta\":{\"content\":\"So far\"}}]}\n\ndata: {\"error\":{\"message\":\"secret\",\"code\":503}}\n\ndata: [DONE]\n\n");
        });
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var events = await (await StreamAsync(client, "hi")).Content.ReadAsStringAsync();

        Assert.Contains("data: {\"text\":\"So far\"}", events, StringComparison.Ordinal);
        Assert.Contains("event: error", events, StringComparison.Ordinal);
        Assert.Contains("overloaded", events, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", events, StringComparison.Ordinal);
        Assert.Empty((await client.GetFromJsonAsync<JsonElement>("/sessions")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("length", "the limit of tokens was reached")]
    [InlineData("content_filter", "withheld")]
    [InlineData("stop", "its answer is empty")]
    public async Task An_answer_without_a_word_is_refused_with_why(string reason, string why)
    {
        await using var model = await ScriptedModel.StartAsync((_, http) => http.Response.WriteAsync(
            "{\"choices\":[{\"message\":{\"content\":\"\",\"reasoning_content\":\"Let me think\"},\"finish_reason\":\"" + reason + "\"}]}"));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        foreach (var response in new[] { await client.ChatAsync("hi"), await StreamAsync(client, "hi") })
        {
            Assert.Contains(why, (await response.JsonAsync(HttpStatusCode.BadGateway)).Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_cut_is_cut_between_characters_as_people_see_them()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_read", "{\"path\":\"long.md\"}"), ("c2", "workspace_read", "{\"path\":\"long.md\",\"offset\":12001}")), new ModelReply("Read."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "MEMORY.md", new string('m', 19_999) + Family + "tail");
        await PutAsync(client, "long.md", new string('l', 11_998) + Family + "tail");

        await client.SayAsync(new string('t', 79) + Family + "tail");

        var sessions = await client.GetFromJsonAsync<JsonElement>("/sessions");
        Assert.Equal(new string('t', 79), sessions.GetProperty("items")[0].Text("title"));
        var notes = model.Requests.First().GetProperty("messages").EnumerateArray().Single(static message => message.Words().StartsWith("My notes", StringComparison.Ordinal)).Words();
        Assert.Contains($"the next 19999 bytes", notes, StringComparison.Ordinal);
        var results = model.Requests.Last().GetProperty("messages").EnumerateArray().Where(static message => message.Text("role") == "tool")
            .Select(static message => JsonDocument.Parse(message.Words()).RootElement).ToList();
        Assert.Equal((new string('l', 11_998), 11_998), (results[0].Text("content"), results[0].GetProperty("next_offset").GetInt32()));
        Assert.Equal(Family + "tail", results[1].Text("content"));
    }

    private static async Task PutAsync(HttpClient client, string path, string text)
    {
        using var response = await client.PutAsync($"/workspace/files/{path}", new StringContent(text, Encoding.UTF8, "text/plain"));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> StreamAsync(HttpClient client, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await client.SendAsync(request);
    }
}
