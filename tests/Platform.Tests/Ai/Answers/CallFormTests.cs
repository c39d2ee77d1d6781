using Microsoft.Extensions.AI;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>How servers write tool calls: none is lost, none is doubled.</summary>
public sealed class CallFormTests
{
    private const string First = "\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\"}";
    private const string Second = "\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"b\\\"}\"}";

    [Theory]
    [InlineData("\"index\":0,\"id\":\"x\",", "\"index\":1,\"id\":\"y\",")]
    [InlineData("\"index\":0,\"id\":\"x\",", "\"index\":0,\"id\":\"y\",")]
    [InlineData("\"index\":0,\"id\":\"x\",", "\"index\":1,\"id\":\"x\",")]
    [InlineData("\"index\":0,\"id\":\"x\",", "\"index\":0,\"id\":\"x\",")]
    [InlineData("\"id\":\"x\",", "\"id\":\"x\",")]
    [InlineData("\"index\":3,\"id\":\"x\",", "\"index\":7,\"id\":\"y\",")]
    [InlineData("\"index\":1,\"id\":\"x\",", "\"index\":0,\"id\":\"y\",")]
    [InlineData("\"index\":\"0\",\"id\":\"x\",", "\"index\":\"1\",\"id\":\"y\",")]
    [InlineData("\"index\":null,\"id\":\"x\",", "\"id\":\"y\",")]
    [InlineData("\"index\":0,", "\"index\":1,")]
    [InlineData("\"index\":0,\"id\":\"\",", "\"index\":0,\"id\":null,")]
    [InlineData("\"index\":-1,\"id\":7,", "\"index\":0.5,\"id\":8,")]
    [InlineData("", "")]
    public async Task Two_calls_are_two_whatever_tells_them_apart(string first, string second)
    {
        string[] calls = ["{" + first + First + "}", "{" + second + Second + "}"];
        string[] bodies = [Calls(calls[0]) + Calls(calls[1]) + Stop(), Calls(calls) + Stop("\"tool_calls\""), Whole("{\"content\":null,\"tool_calls\":[" + string.Join(',', calls) + "]}")];

        foreach (var body in bodies)
        {
            var response = await FakeConnection.AskAsync(body, streamed: true);

            Assert.Equal(["workspace_read(path=a)", "workspace_read(path=b)"], response.Called());
            Assert.Equal(2, response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Select(static call => call.CallId).Distinct().Count());
            Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        }
    }

    [Theory]
    [InlineData("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"\"}}", "{\"index\":0,\"function\":{\"arguments\":\"{\\\"path\\\":\"}}", "{\"index\":0,\"function\":{\"arguments\":\"\\\"a\\\"}\"}}")]
    [InlineData("{\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":null}}", "{\"function\":{\"arguments\":\"{\\\"path\\\":\"}}", "{\"id\":\"\",\"function\":{\"name\":\"\",\"arguments\":\"\\\"a\\\"}\"}}")]
    [InlineData("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\"}}", "{\"index\":0,\"id\":\"y\",\"function\":{\"arguments\":\"{\\\"path\\\":\"}}", "{\"index\":0,\"id\":\"z\",\"function\":{\"arguments\":\"\\\"a\\\"}\"}}")]
    [InlineData("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"pa\"}}", "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"th\\\":\\\"a\"}}", "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"\\\"}\"}}")]
    [InlineData("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"pa\"}}", "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"\"}}", "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\"}}")]
    [InlineData("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{}\"}}", "{\"index\":0,\"function\":{\"arguments\":\"{\\\"path\\\":\"}}", "{\"index\":0,\"function\":{\"arguments\":\"\\\"a\\\"}\"}}")]
    [InlineData("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\"}}", "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\"}}", "{}")]
    [InlineData("{\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":null}}", "{\"index\":1,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":null}}", "{\"index\":1,\"id\":\"x\",\"function\":{\"arguments\":\"{\\\"path\\\":\\\"a\\\"}\"}}")]
    [InlineData("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"\"}}", "{\"index\":0.0,\"function\":{\"arguments\":\"{\\\"path\\\":\"}}", "{\"index\":\" 0\",\"function\":{\"arguments\":\"\\\"a\\\"}\"}}")]
    [InlineData("{\"name\":\"workspace_read\",\"arguments\":{\"path\":\"a\"}}", "null", "{\"index\":0,\"id\":null,\"function\":{\"name\":null,\"arguments\":\"\"}}")]
    public async Task One_call_is_one_however_its_parts_come(string first, string second, string third) =>
        Assert.Equal(["workspace_read(path=a)"], (await FakeConnection.AskAsync(Calls(first) + Calls(second) + Calls(third) + Stop(), streamed: true)).Called());

    [Fact]
    public async Task Calls_with_half_a_character_are_told_apart_all_the_same()
    {
        string Call(string path) => Calls("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"" + path + "\\\"}\"}}");

        Assert.Equal(["workspace_read(?)", "workspace_read(?)"], (await FakeConnection.AskAsync(Call("\\ud83d") + Call("\\ud83e") + Stop(), streamed: true)).Called());
    }

    [Fact]
    public async Task Parts_of_two_calls_may_take_turns()
    {
        var body = Calls("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\"}}", "{\"index\":1,\"id\":\"y\",\"function\":{\"name\":\"workspace_list\",\"arguments\":\"{\"}}")
            + Calls("{\"index\":1,\"function\":{\"arguments\":\"}\"}}", "{\"index\":0,\"function\":{\"arguments\":\"\\\"a\\\"}\"}}") + Stop();

        Assert.Equal(["workspace_read(path=a)", "workspace_list()"], (await FakeConnection.AskAsync(body, streamed: true)).Called());
    }

    [Theory]
    [InlineData("\"{\\\"path\\\":\\\"a\\\"}\"", "path=a")]
    [InlineData("{\"path\":\"a\"}", "path=a")]
    [InlineData("\"\\\"{\\\\\\\"path\\\\\\\":\\\\\\\"a\\\\\\\"}\\\"\"", "path=a")]
    [InlineData("\"\"", "")]
    [InlineData("\"  \"", "")]
    [InlineData("null", "")]
    [InlineData("\"null\"", "")]
    [InlineData("[]", "")]
    [InlineData("\"\\\"\\\"\"", "")]
    [InlineData("\"{\\\"path\\\":\"", "?")]
    [InlineData("\"{\\\"path\\\":\\\"\\ud83d\\\"}\"", "?")]
    [InlineData("[1]", "?")]
    [InlineData("true", "?")]
    public async Task Arguments_are_read_by_what_they_mean(string arguments, string read)
    {
        var call = "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"workspace_read\",\"arguments\":" + arguments + "}}";

        Assert.Equal([$"workspace_read({read})"], (await FakeConnection.AskAsync(Whole("{\"tool_calls\":[" + call + "]}"), streamed: false)).Called());
        Assert.Equal([$"workspace_read({read})"], (await FakeConnection.AskAsync(Calls(call) + Stop(), streamed: true)).Called());
    }

    [Theory]
    [InlineData("workspace_read", "workspace_read")]
    [InlineData(" workspace_read\\n", "workspace_read")]
    [InlineData("functions.workspace_read", "workspace_read")]
    [InlineData("default_api:workspace_read", "workspace_read")]
    [InlineData("tools/default.workspace_read", "workspace_read")]
    [InlineData("mcp__files__workspace_read", "workspace_read")]
    [InlineData("files__workspace__read", "workspace_read")]
    [InlineData("files::workspace_read", "workspace_read")]
    [InlineData("tools:workspace_read", "workspace_read")]
    [InlineData("functions.workspace_read:0", "workspace_read")]
    [InlineData("workspace.read", "workspace_read")]
    [InlineData("Workspace_Read", "workspace_read")]
    [InlineData("workspace read", "workspace_read")]
    [InlineData("workspace-read", "workspace_read")]
    [InlineData("workspaceRead", "workspace_read")]
    [InlineData("workspace_read<|channel|>json", "workspace_read")]
    [InlineData("no such tool!", "no_such_tool_")]
    [InlineData("functions.nothing", "functions_nothing")]
    [InlineData("读文件", "unnamed")]
    [InlineData("\\ud83d", "unnamed")]
    [InlineData("", "unnamed")]
    public async Task A_name_means_the_tool_that_it_nearly_is_or_one_that_there_is_not(string name, string meant)
    {
        var call = "{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"" + name + "\",\"arguments\":\"{}\"}}";

        Assert.Equal([$"{meant}()"], (await FakeConnection.AskAsync(Whole("{\"tool_calls\":[" + call + "]}"), streamed: true)).Called());
    }

    [Fact]
    public async Task The_call_of_the_older_api_counts_where_there_is_no_other()
    {
        var parts = Part("{\"function_call\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\"}}") + Part("{\"function_call\":{\"arguments\":\"\\\"a\\\"}\"}}") + Stop("\"function_call\"");
        var both = Whole("{\"content\":null,\"function_call\":{" + First["\"function\":{".Length..] + ",\"tool_calls\":[{" + First + "}]}");

        Assert.Equal(["workspace_read(path=a)"], (await FakeConnection.AskAsync(parts, streamed: true)).Called());
        Assert.Equal(["workspace_read(path=a)"], (await FakeConnection.AskAsync(both, streamed: true)).Called());
    }

    [Fact]
    public async Task Calls_of_a_stream_that_breaks_off_are_not_made() =>
        await Assert.ThrowsAsync<Platform.Ai.ModelUnavailableException>(() => FakeConnection.AskAsync(Calls("{\"index\":0,\"id\":\"x\"," + First + "}"), streamed: true));

    [Fact]
    public async Task A_message_that_is_sent_twice_before_an_end_calls_once_and_another_one_once_more()
    {
        static string Message(string id, string path) => Event("{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"" + id + "\",\"function\":{\"name\":\"workspace_read\",\"arguments\":\"{\\\"path\\\":\\\"" + path + "\\\"}\"}}]},\"finish_reason\":null}]}");

        Assert.Equal(["workspace_read(path=a)"], (await FakeConnection.AskAsync(Message("c1", "a") + Message("c1", "a") + Stop(), streamed: true)).Called());
        Assert.Equal(["workspace_read(path=a)", "workspace_read(path=b)"], (await FakeConnection.AskAsync(Message("c1", "a") + Message("c1", "b") + Stop(), streamed: true)).Called());
        Assert.Equal(["workspace_read(path=a)", "workspace_read(path=a)"], (await FakeConnection.AskAsync(Message("c1", "a") + Message("c2", "a") + Stop(), streamed: true)).Called());
    }
}
