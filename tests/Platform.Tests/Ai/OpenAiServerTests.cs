using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Testing.Ai;

namespace Nanobot.Platform.Tests.Ai;

public sealed class OpenAiServerTests
{
    private const string Secret = "upstream-secret-words";

    [Fact]
    public async Task Messages_tools_and_options_are_sent_in_openais_shapes()
    {
        await using var server = await ScriptedModel.StartAsync(new ModelReply("Fine."));
        var options = Models.Offering("workspace_read");
        (options.MaxOutputTokens, options.Temperature) = (77, 0.5f);

        var response = await Models.Create(server.Settings).GetResponseAsync(
        [
            new(ChatRole.System, "Be brief."),
            new(ChatRole.User, "read a.md"),
            new(ChatRole.Assistant, [new TextContent("One moment."), new FunctionCallContent("c1", "workspace_read", new Dictionary<string, object?> { ["path"] = "a.md" })]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "{\"content\":\"x\"}")]),
            new(ChatRole.User, "and?"),
        ], options);

        Assert.Equal("Fine.", response.Text);
        Assert.Equal((11L, 7L, 18L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount));
        var request = Assert.Single(server.Requests);
        var messages = request.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["system", "user", "assistant", "tool", "user"], messages.Select(message => message.GetProperty("role").GetString()));
        var call = messages[2].GetProperty("tool_calls")[0];
        Assert.Equal(("c1", "workspace_read"), (call.GetProperty("id").GetString(), call.GetProperty("function").GetProperty("name").GetString()));
        Assert.True(JsonElement.DeepEquals(JsonSerializer.SerializeToElement(new { path = "a.md" }),
            JsonDocument.Parse(call.GetProperty("function").GetProperty("arguments").GetString()!).RootElement));
        Assert.Equal("c1", messages[3].GetProperty("tool_call_id").GetString());
        Assert.Equal("workspace_read", request.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
        Assert.Equal(77, request.GetProperty("max_completion_tokens").GetInt32());
        Assert.Equal(0.5, request.GetProperty("temperature").GetDouble(), 3);
        Assert.Equal("scripted-1", request.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tool_calls_arrive_whole_and_in_pieces(bool streamed)
    {
        await using var server = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_read", "{\"path\":\"a.md\"}"), ("c2", "workspace_list", "{}")));

        var response = await AskAsync(Models.Create(server.Settings), streamed);

        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        Assert.Equal(["c1:workspace_read", "c2:workspace_list"], calls.Select(call => $"{call.CallId}:{call.Name}"));
        Assert.Equal("a.md", calls[0].Arguments!["path"]!.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Equal(18, response.Usage!.TotalTokenCount);
    }

    [Fact]
    public async Task Words_are_streamed_as_they_come()
    {
        await using var server = await ScriptedModel.StartAsync(new ModelReply("one two three"));
        var pieces = new List<string>();

        await foreach (var update in Models.Create(server.Settings).GetStreamingResponseAsync("count"))
        {
            pieces.Add(update.Text);
        }

        Assert.Equal(["one", " two", " three"], pieces.Where(piece => piece.Length > 0));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"path\": \"\\ud800\"}")]
    public async Task Arguments_that_cannot_be_read_are_left_for_the_model_to_mend(string arguments)
    {
        await using var server = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_read", arguments)));

        var response = await AskAsync(Models.Create(server.Settings), streamed: false);

        Assert.NotNull(Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()).Exception);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_that_passes_is_tried_again(bool streamed)
    {
        var failures = 2;
        await using var server = await ScriptedModel.StartAsync((request, http) =>
            Interlocked.Decrement(ref failures) >= 0 ? FailAsync(http, 503) : new ModelReply("Here.").WriteAsync(http, request));

        Assert.Equal("Here.", (await AskAsync(Models.Create(server.Settings), streamed)).Text);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(500, 3, false)]
    [InlineData(500, 3, true)]
    [InlineData(429, 3, false)]
    [InlineData(400, 1, false)]
    [InlineData(401, 1, true)]
    public async Task A_failure_that_stays_is_the_models_and_never_shows_its_body(int status, int requests, bool streamed)
    {
        await using var server = await ScriptedModel.StartAsync((_, http) => FailAsync(http, status));

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(Models.Create(server.Settings), streamed));

        Assert.Contains($"HTTP {status}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.Message, StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Theory]
    [InlineData("<html>hello</html>", false)]
    [InlineData("{}", false)]
    [InlineData("{\"choices\":[]}", false)]
    [InlineData("[1,2,3]", false)]
    [InlineData("", false)]
    [InlineData("<html>hello</html>", true)]
    [InlineData("data: {\"oops\n\n", true)]
    [InlineData("", true)]
    public async Task Nonsense_is_the_models_failure(string body, bool streamed)
    {
        await using var server = await ScriptedModel.StartAsync((_, http) =>
        {
            http.Response.ContentType = streamed ? "text/event-stream" : "application/json";
            return http.Response.WriteAsync(body);
        });

        await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(Models.Create(server.Settings), streamed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_hangs_is_given_up_at_the_deadline(bool streamed)
    {
        await using var server = await ScriptedModel.StartAsync((_, http) => HangAsync(http));
        var model = Models.Create(server.Settings.Append(new("Ai:Timeout", "00:00:01")));

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(model, streamed));

        Assert.Contains("in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_a_failure_after_its_words()
    {
        await using var server = await ScriptedModel.StartAsync(new ModelReply("half an") { BreaksOff = true });
        var heard = "";

        await Assert.ThrowsAsync<ModelUnavailableException>(async () =>
        {
            await foreach (var update in Models.Create(server.Settings).GetStreamingResponseAsync("go"))
            {
                heard += update.Text;
            }
        });

        Assert.Equal("half an", heard);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_not_there_is_a_failure(bool streamed)
    {
        var server = await ScriptedModel.StartAsync(new ModelReply("never"));
        var model = Models.Create(server.Settings);
        await server.DisposeAsync();

        await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(model, streamed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_that_cancels_gets_its_own_cancellation(bool streamed)
    {
        await using var server = await ScriptedModel.StartAsync((_, http) => HangAsync(http));
        using var cancelled = new CancellationTokenSource();
        var asked = AskAsync(Models.Create(server.Settings), streamed, cancelled.Token);
        await Nanobot.Testing.Eventually.TrueAsync(() => Task.FromResult(!server.Requests.IsEmpty));

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private static async Task<ChatResponse> AskAsync(IChatClient model, bool streamed, CancellationToken cancellationToken = default) => streamed
        ? await model.GetStreamingResponseAsync("hello", Models.Offering("workspace_read", "workspace_list"), cancellationToken).ToChatResponseAsync(cancellationToken)
        : await model.GetResponseAsync("hello", Models.Offering("workspace_read", "workspace_list"), cancellationToken);

    private static Task FailAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { message = Secret, type = "server_error" } }));
    }

    private static async Task HangAsync(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(() => gone.SetResult());
        await gone.Task;
    }
}
