using Nanobot.Platform.Ai;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>Errors that servers report in responses that began as answers.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("{\"error\":{\"message\":\"secret words: too many requests\",\"code\":429}}", "asked too often", true)]
    [InlineData("{\"error\":{\"message\":\"secret words\",\"type\":\"server_error\",\"code\":503}}", "overloaded", true)]
    [InlineData("{\"error\":{\"message\":\"secret words\",\"type\":\"overloaded_error\"}}", "overloaded", true)]
    [InlineData("{\"error\":{\"message\":\"secret words\",\"code\":\"context_length_exceeded\"}}", "longer than it can read", false)]
    [InlineData("{\"error\":{\"message\":\"secret words\",\"code\":\"invalid_api_key\"}}", "key", false)]
    [InlineData("{\"error\":{\"message\":\"secret words\",\"code\":\"insufficient_quota\"}}", "quota", false)]
    [InlineData("{\"error\":{\"message\":\"secret words\",\"type\":\"invalid_request_error\"}}", "does not accept the request", false)]
    [InlineData("{\"error\":{\"message\":\"secret words\"}}", "an error of its own", true)]
    [InlineData("{\"error\":\"secret words\"}", "an error of its own", true)]
    [InlineData("{\"error\":\"secret words: rate limit\"}", "asked too often", true)]
    [InlineData("{\"error\":true}", "an error of its own", true)]
    [InlineData("{\"object\":\"error\",\"message\":\"secret words\",\"code\":400}", "does not accept the request", false)]
    [InlineData("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"secret words\"}}", "overloaded", true)]
    [InlineData("[{\"error\":{\"code\":503,\"message\":\"secret words\"}}]", "overloaded", true)]
    [InlineData("{\"choices\":[{\"delta\":{},\"error\":{\"code\":504,\"message\":\"secret words\"},\"finish_reason\":\"error\"}]}", "in time", true)]
    [InlineData("{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}", "an error of its own", true)]
    [InlineData("{\"error\":{\"error\":{\"detail\":[{\"msg\":\"secret words: rate limit\"}]}}}", "asked too often", true)]
    [InlineData("{\"detail\":\"secret words: Rate limit\"}", "asked too often", true)]
    [InlineData("{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"secret words\",\"type\":\"bad_request\"}]}", "does not accept the request", false)]
    [InlineData("{\"errors\":[{\"message\":\"secret words\",\"code\":503}]}", "overloaded", true)]
    [InlineData("{\"code\":429,\"message\":\"secret words\",\"data\":null}", "asked too often", true)]
    [InlineData("{\"message\":\"secret words\"}", "an error of its own", true)]
    [InlineData("{\"error\":{\"message\":\"secret words \\ud83d\",\"code\":\"503\"},\"choices\":null}", "overloaded", true)]
    public async Task An_error_in_place_of_an_answer_is_told_by_its_kind_and_not_in_its_words(string error, string why, bool isTransient)
    {
        string[] bodies = [error, Event(error) + Done, $"event: error\ndata: {error}\n\n", Words("") + Event(error), $": busy\n{error}\n\n{Done}"];
        foreach (var body in bodies)
        {
            foreach (var streamed in new[] { true, false })
            {
                var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => FakeConnection.AskAsync(body, streamed));

                Assert.Contains(why, failure.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
                Assert.Equal(isTransient, failure.IsTransient);
            }
        }
    }

    [Theory]
    [InlineData("data: {\"error\":{\"code\":503}}\n\n")]
    [InlineData("data: {\"error\":\"overloaded\"}\n\n")]
    [InlineData("data: {\"detail\":{\"reason\":\"overloaded\"}}\n\n")]
    [InlineData("data: {\"choices\":[],\"error\":{\"metadata\":{\"raw\":\"overloaded\"}}}\n\n")]
    [InlineData("{\"error\":{\"code\":503}}\n")]
    [InlineData("{\n  \"error\": {\n    \"code\": 503\n  }\n}\n")]
    [InlineData("event: error\ndata: overloaded\n\n")]
    [InlineData("event: error\ndata: {\"code\":503}\n\n")]
    [InlineData("event: error\ndata: \"overloaded\"\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"!\"},\"error\":{\"code\":503}}]}\n\n")]
    public async Task The_words_before_an_error_are_heard(string error)
    {
        using var connection = new FakeConnection { Reads = [System.Text.Encoding.UTF8.GetBytes(Words("So far") + Words(" so good") + error + Stop())] };
        var heard = "";

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(async () =>
        {
            await foreach (var update in connection.Server().GetStreamingResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "hi")]))
            {
                heard += update.Text;
            }
        });

        Assert.StartsWith("So far so good", heard, StringComparison.Ordinal);
        Assert.Contains("overloaded", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_calls_than_anybody_can_want_are_refused()
    {
        var calls = string.Join(',', Enumerable.Range(0, 300).Select(static index => $"{{\"index\":{index},\"id\":\"c{index}\",\"function\":{{\"name\":\"workspace_list\",\"arguments\":\"{{}}\"}}}}"));

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => FakeConnection.AskAsync(Whole("{\"tool_calls\":[" + calls + "]}"), streamed: false));

        Assert.Contains("256", failure.Message, StringComparison.Ordinal);
    }
}
