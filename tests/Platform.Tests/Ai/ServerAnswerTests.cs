using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Nanobot.Testing.Ai;

namespace Nanobot.Platform.Tests.Ai;

/// <summary>Forms of an answer that servers send although the API's description has others, each with one sensible meaning.</summary>
public sealed class ServerAnswerTests
{
    private const string Done = "data: [DONE]\n\n";

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"eos_token\"")]
    public async Task A_whole_answer_is_complete_whatever_its_reason_is_called(string reason)
    {
        var response = await AskAsync(Whole("\"content\":\"Good morning\"", reason));

        Assert.Equal(("Good morning", ChatFinishReason.Stop), (response.Text, response.FinishReason));
    }

    [Fact]
    public async Task A_part_with_an_empty_reason_is_not_the_last()
    {
        var response = await AskAsync(
            Part("\"content\":\"Good \"", "\"\"") + Part("\"content\":\"morning\"", "\"\"") + Part("", "\"length\"") + Done);

        Assert.Equal(("Good morning", ChatFinishReason.Length), (response.Text, response.FinishReason));
    }

    [Fact]
    public async Task A_stream_without_any_reason_or_mark_of_its_end_has_broken_off()
    {
        var body = Part("\"content\":\"Good \"", "\"\"") + Part("\"content\":\"mor\"", "null");

        Assert.Equal("Good mor", (await AskAsync(body + Done)).Text);
        await Assert.ThrowsAsync<Platform.Ai.ModelUnavailableException>(() => AskAsync(body));
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("{\"prompt_tokens\":null,\"completion_tokens\":null,\"total_tokens\":null}", null)]
    [InlineData("{\"prompt_tokens\":20,\"completion_tokens\":4,\"total_tokens\":24}", 24L)]
    public async Task Usage_without_its_numbers_is_none(string usage, long? total)
    {
        var whole = await AskAsync(Whole("\"content\":\"Hi\"", "\"stop\"", usage));
        var streamed = await AskAsync(Part("\"content\":\"Hi\"", "null", usage) + Part("", "\"stop\"", usage) + Done);

        Assert.Equal(("Hi", total), (whole.Text, whole.Usage?.TotalTokenCount));
        Assert.Equal(("Hi", total), (streamed.Text, streamed.Usage?.TotalTokenCount));
    }

    [Fact]
    public async Task Usage_that_grows_with_each_part_counts_once()
    {
        var response = await AskAsync(
            Part("\"content\":\"a\"", "null", Usage(30, 1)) + Part("\"content\":\"b\"", "null", Usage(30, 2)) + Part("", "\"stop\"", Usage(30, 2)) + Done);

        Assert.Equal((30L, 2L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"choices\":null,")]
    [InlineData("\"choices\":[],")]
    public async Task The_part_that_tells_the_usage_needs_no_choices(string choices)
    {
        var response = await AskAsync(Part("\"content\":\"Hi\"", "\"stop\"")
            + "data: {\"id\":\"other\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\"," + choices + "\"usage\":" + Usage(8, 3) + "}\n\n" + Done);

        Assert.Equal(("Hi", 11L), (response.Text, response.Usage!.TotalTokenCount));
        Assert.Single(response.Messages);
    }

    [Theory]
    [InlineData("\"id\":\"c7\",", "\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\"", "a")]
    [InlineData("\"id\":\"c7\",", "\"name\":\"workspace_read\",\"arguments\":{\"path\":\"a\"}", "a")]
    [InlineData("\"id\":\"c7\",", "\"name\":\"functions.workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\"", "a")]
    [InlineData("\"id\":\"c7\",", "\"name\":\"workspace_read\",\"arguments\":\"\"", null)]
    [InlineData("\"id\":\"c7\",", "\"name\":\"workspace_read\",\"arguments\":null", null)]
    [InlineData("\"id\":\"c7\",", "\"name\":\"workspace_read\"", null)]
    [InlineData("", "\"name\":\"workspace_read\",\"arguments\":\"{}\"", null)]
    [InlineData("\"id\":null,", "\"name\":\"workspace_read\",\"arguments\":\"{}\"", null)]
    [InlineData("\"id\":\"\",", "\"name\":\"workspace_read\",\"arguments\":\"{}\"", null)]
    [InlineData("\"id\":\"a\\u0007b\",", "\"name\":\"workspace_read\",\"arguments\":\"{}\"", null)]
    public async Task A_tool_call_is_read_whatever_it_leaves_out(string id, string function, string? path)
    {
        var calls = "\"tool_calls\":[{\"index\":0," + id + "\"type\":\"function\",\"function\":{" + function + "}}]";

        foreach (var body in new[] { Whole("\"content\":null," + calls, "\"tool_calls\""), Part(calls, "null") + Part("", "\"tool_calls\"") + Done })
        {
            var response = await AskAsync(body);

            var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
            Assert.Null(call.Exception);
            Assert.Equal(("workspace_read", path), (call.Name, call.Arguments!.TryGetValue("path", out var value) ? value!.ToString() : null));
            Assert.True(id.Contains("c7", StringComparison.Ordinal) ? call.CallId == "c7" : call.CallId.StartsWith("call-", StringComparison.Ordinal), call.CallId);
        }
    }

    [Fact]
    public async Task What_later_parts_of_a_tool_call_repeat_empty_adds_nothing()
    {
        var response = await AskAsync(
            Part("\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"\",\"arguments\":\"\"}}]", "null")
            + Part("\"tool_calls\":[{\"index\":0,\"id\":null,\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\"}}]", "null")
            + Part("\"tool_calls\":[{\"index\":0,\"id\":\"\",\"function\":{\"name\":\"\",\"arguments\":\"\\\"a\\\"}\"}}]", "null")
            + Part("\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"workspace_list\",\"arguments\":null}}]", "\"tool_calls\"") + Done);

        Assert.Equal(["c1 workspace_read a", "c2 workspace_list "], response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()
            .Select(call => $"{call.CallId} {call.Name} {(call.Arguments!.TryGetValue("path", out var path) ? path : "")}"));
    }

    [Fact]
    public async Task A_refusal_is_words_like_others()
    {
        var whole = await AskAsync(Whole("\"content\":null,\"refusal\":\"I would rather not.\"", "\"stop\""));
        var streamed = await AskAsync(
            Part("\"refusal\":\"I would \"", "null") + Part("\"refusal\":\"rather not.\"", "null") + Part("", "\"stop\"") + Done);

        Assert.Equal("I would rather not.", whole.Text);
        Assert.Equal("I would rather not.", streamed.Text);
    }

    private static async Task<ChatResponse> AskAsync(string body)
    {
        var streamed = body.StartsWith("data:", StringComparison.Ordinal);
        await using var server = await ScriptedModel.StartAsync((_, http) =>
        {
            http.Response.ContentType = streamed ? "text/event-stream" : "application/json";
            return http.Response.WriteAsync(body);
        });
        var (model, options) = (Models.Create(server.Settings), Models.Offering("workspace_read", "workspace_list"));
        return streamed
            ? await model.GetStreamingResponseAsync("hello", options).ToChatResponseAsync()
            : await model.GetResponseAsync("hello", options);
    }

    private static string Whole(string message, string reason, string usage = "null") =>
        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\"," + message
        + "},\"finish_reason\":" + reason + "}],\"usage\":" + usage + "}";

    private static string Part(string delta, string reason, string usage = "null") =>
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{" + delta
        + "},\"finish_reason\":" + reason + "}],\"usage\":" + usage + "}\n\n";

    private static string Usage(int prompt, int completion) =>
        $"{{\"prompt_tokens\":{prompt},\"completion_tokens\":{completion},\"total_tokens\":{prompt + completion}}}";
}
