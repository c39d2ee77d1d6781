using System.ClientModel;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using OpenAI.Chat;

namespace Nanobot.Services.Chat.Tests.OpenAi;

/// <summary>What OpenAI's own client makes of the door.</summary>
public sealed class ClientTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "get_weather", "The weather of a city.", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"""), true);

    [Fact]
    public async Task A_whole_answer_has_its_words_its_usage_and_its_end()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("A heron."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        ChatCompletion answer = await client.Chat().CompleteChatAsync("What stands there?");

        Assert.Equal(("A heron.", ChatFinishReason.Stop, "scripted-1"), (answer.Content[0].Text, answer.FinishReason, answer.Model));
        Assert.Equal((11, 7, 18), (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount));
        Assert.StartsWith("chatcmpl-", answer.Id, StringComparison.Ordinal);
        Assert.InRange((TimeProvider.System.GetUtcNow() - answer.CreatedAt).TotalMinutes, -1, 5);
    }

    [Fact]
    public async Task A_streamed_answer_comes_piece_by_piece_and_ends_with_its_reason_and_its_usage()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Two grey herons."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var updates = await client.Chat().CompleteChatStreamingAsync("What stands there?").ToListAsync();

        var words = updates.SelectMany(static update => update.ContentUpdate).Select(static part => part.Text).Where(static text => text.Length > 0).ToList();
        Assert.Equal(["Two", " grey", " herons."], words);
        Assert.Equal(ChatMessageRole.Assistant, updates[0].Role);
        Assert.Equal(ChatFinishReason.Stop, Assert.Single(updates, static update => update.FinishReason is not null).FinishReason);
        Assert.Equal((11, 7), (updates[^1].Usage.InputTokenCount, updates[^1].Usage.OutputTokenCount));
        Assert.Single(updates.Select(static update => update.CompletionId).Distinct());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_of_the_callers_is_called_by_the_caller_and_its_result_is_answered(bool streamed)
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "get_weather", "{\"city\":\"北京\"}"), ("c2", "get_weather", "{\"city\":\"Oslo\"}")), new ModelReply("Rain in both."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var options = new ChatCompletionOptions { Tools = { Weather } };
        List<ChatMessage> messages = [new SystemChatMessage("Be brief."), new UserChatMessage("Weather in Beijing and Oslo?")];

        List<(string Id, string Name, string Arguments)> calls;
        if (streamed)
        {
            var updates = await client.Chat().CompleteChatStreamingAsync(messages, options).ToListAsync();
            Assert.Contains(updates, static update => update.FinishReason == ChatFinishReason.ToolCalls);
            calls = [.. updates.SelectMany(static update => update.ToolCallUpdates).OrderBy(static call => call.Index).Select(static call => (call.ToolCallId, call.FunctionName, call.FunctionArgumentsUpdate.ToString()))];
        }
        else
        {
            ChatCompletion asked = await client.Chat().CompleteChatAsync(messages, options);
            Assert.Equal(ChatFinishReason.ToolCalls, asked.FinishReason);
            calls = [.. asked.ToolCalls.Select(static call => (call.Id, call.FunctionName, call.FunctionArguments.ToString()))];
        }

        Assert.Equal([("c1", "get_weather", "北京"), ("c2", "get_weather", "Oslo")], calls.Select(static call => (call.Id, call.Name, JsonDocument.Parse(call.Arguments).RootElement.Text("city"))));
        messages.Add(new AssistantChatMessage(calls.Select(static call => ChatToolCall.CreateFunctionToolCall(call.Id, call.Name, BinaryData.FromString(call.Arguments)))));
        messages.AddRange(calls.Select(static call => new ToolChatMessage(call.Id, $"rain for {call.Id}")));
        ChatCompletion answer = await client.Chat().CompleteChatAsync(messages, options);

        Assert.Equal("Rain in both.", answer.Content[0].Text);
        var sent = model.Requests.Last();
        var declared = sent.GetProperty("tools").EnumerateArray().Select(static tool => tool.GetProperty("function")).Single(static tool => tool.Text("name") == "get_weather");
        Assert.True(declared.GetProperty("strict").GetBoolean());
        Assert.Equal("city", declared.GetProperty("parameters").GetProperty("required")[0].GetString());
        var tail = sent.GetProperty("messages").EnumerateArray().TakeLast(4).ToList();
        Assert.Equal(["user", "assistant", "tool", "tool"], tail.Select(static message => message.Text("role")));
        Assert.Equal(["rain for c1", "rain for c2"], tail.Skip(2).Select(static message => message.Words()));
        Assert.Equal(["c1", "c2"], tail.Skip(2).Select(static message => message.Text("tool_call_id")));
    }

    [Fact]
    public async Task Models_are_listed_and_read_and_an_unknown_one_is_not_found()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Never."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var listed = (await client.Models().GetModelsAsync()).Value;
        var one = (await client.Models().GetModelAsync("scripted-1")).Value;
        var unread = await Assert.ThrowsAsync<ClientResultException>(() => client.Models().GetModelAsync("other"));
        var unasked = await Assert.ThrowsAsync<ClientResultException>(() => client.Chat("other").CompleteChatAsync("hi"));

        Assert.Equal(["scripted-1"], listed.Select(static known => known.Id));
        Assert.Equal("scripted-1", one.Id);
        foreach (var refused in new[] { unread, unasked })
        {
            Assert.Equal(404, refused.Status);
            Assert.Contains("model_not_found", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_ends_the_call_of_the_model()
    {
        var heard = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync(async (_, http) =>
        {
            heard.SetResult();
            await using var registration = http.RequestAborted.Register(ended.SetResult);
            await ended.Task.WaitAsync(Eventually.Deadline);
        });
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        using var hangUp = new CancellationTokenSource();

        var asked = client.Chat().CompleteChatAsync([new UserChatMessage("hi")], cancellationToken: hangUp.Token);
        await heard.Task.WaitAsync(Eventually.Deadline);
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await ended.Task.WaitAsync(Eventually.Deadline);
    }
}
