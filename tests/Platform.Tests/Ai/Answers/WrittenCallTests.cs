using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>Calls of tools that a server leaves among the words, as the model wrote them.</summary>
public sealed class WrittenCallTests
{
    private const string Read = "<tool_call>\n{\"name\": \"workspace_read\", \"arguments\": {\"path\": \"a.md\"}}\n</tool_call>";
    private const string List = "<tool_call>\n{\"name\": \"workspace_list\", \"arguments\": {}}\n</tool_call>";

    [Theory]
    [InlineData(Read, "", "workspace_read(path=a.md)")]
    [InlineData("\n" + Read + "\n\n", "\n", "workspace_read(path=a.md)")]
    [InlineData("Let me look.\n" + Read, "Let me look.\n", "workspace_read(path=a.md)")]
    [InlineData("Let me look.\n\n" + Read + "\n" + List + "\n", "Let me look.\n\n", "workspace_read(path=a.md);workspace_list()")]
    [InlineData(List + List, "", "workspace_list();workspace_list()")]
    [InlineData("So:\n```\nx\n```\n" + List, "So:\n```\nx\n```\n", "workspace_list()")]
    [InlineData("<think>hm</think>\n" + List, "", "workspace_list()")]
    [InlineData("Hm.\n</think>\n\n" + List, "", "workspace_list()")]
    [InlineData("Hm.\n</think>\n\nLook:\n" + List, "Look:\n", "workspace_list()")]
    [InlineData("<tool_call>{\"arguments\":{\"path\":\"</tool_call>{\\\"}\"},\"name\":\"workspace_read\",\"id\":7}</tool_call>", "", "workspace_read(path=</tool_call>{\"})")]
    [InlineData("<tool_call>\r\n{\"name\":\"functions.workspace_list\",\"arguments\":\"{}\"}\r\n</tool_call>\r\n", "", "workspace_list()")]
    public async Task A_call_that_is_all_the_rest_of_the_words_is_a_call(string content, string words, string calls)
    {
        foreach (var (body, streamed) in Ways(content))
        {
            var response = await FakeConnection.AskAsync(body, streamed);

            Assert.Equal(words, response.Text);
            Assert.Equal(calls.Split(';'), response.Called());
            Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        }
    }

    [Theory]
    [InlineData("<tool_call>\n{\"name\": \"bank_transfer\", \"arguments\": {}}\n</tool_call>")]
    [InlineData(Read + "\nThat is how it is written.")]
    [InlineData(Read + "\n" + "<tool_call>\n{\"name\": \"bank_transfer\", \"arguments\": {}}\n</tool_call>")]
    [InlineData(Read + "\n<tool_")]
    [InlineData("```\n" + Read + "\n```")]
    [InlineData("```\n" + Read)]
    [InlineData("~~~ xml\n" + Read)]
    [InlineData("It is written so: " + Read)]
    [InlineData("`" + Read + "`")]
    [InlineData("    " + Read)]
    [InlineData("Calls begin with <tool_\u200bcall>, not <tool_call>, like:\n" + Read)]
    [InlineData("Calls begin with <tool_call> like this one:\n" + Read)]
    [InlineData("<tool_call>\n{\"name\": \"workspace_read\", \"arguments\": {\"path\": \"a.md\"}\n</tool_call>")]
    [InlineData("<tool_call>\n{\"name\": \"workspace_read\", \"arguments\": {\"path\": a.md}}\n</tool_call>")]
    [InlineData("<tool_call>\n{\"name\": \"workspace_read\", \"arguments\": {\"path\": \"a.md\"}}")]
    [InlineData("<tool_call>\n{\"name\": \"workspace_read\"}\n</tool_call>")]
    [InlineData("<tool_call>\n{\"name\": \"workspace_read\", \"arguments\": [1]}\n</tool_call>")]
    [InlineData("<tool_call>\n{\"name\": \"workspace_read\", \"arguments\": \"a.md\"}\n</tool_call>")]
    [InlineData("<tool_call>\n{\"arguments\": {}}\n</tool_call>")]
    [InlineData("<tool_call>\n[{\"name\": \"workspace_list\", \"arguments\": {}}]\n</tool_call>")]
    [InlineData("<tool_call>\n{\"name\": \"workspace_list\", \"arguments\": {}}{}\n</tool_call>")]
    [InlineData("<tool_call>\n</tool_call>")]
    [InlineData("<tool_call>")]
    [InlineData("<tool_cal")]
    [InlineData("<tool_calls>\n{\"name\": \"workspace_list\", \"arguments\": {}}\n</tool_calls>")]
    public async Task What_is_anything_else_stays_words(string content)
    {
        foreach (var (body, streamed) in Ways(content))
        {
            var response = await FakeConnection.AskAsync(body, streamed);

            Assert.Equal(content, response.Text);
            Assert.Empty(response.Called());
        }
    }

    [Fact]
    public async Task Beside_calls_in_their_place_they_stay_words()
    {
        const string Call = "{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"workspace_list\",\"arguments\":\"{}\"}}";
        string[] bodies =
        [
            Words(List) + Calls(Call) + Stop(), Calls(Call) + Words(List) + Stop(), Whole(JsonSerializer.Serialize(new { content = List })[..^1] + ",\"tool_calls\":[" + Call + "]}"),
            Words(List) + Part("{\"function_call\":{\"name\":\"workspace_list\",\"arguments\":\"{}\"}}") + Stop(), Words(List) + Event(Whole("{\"tool_calls\":[" + Call + "]}")) + Done,
        ];
        foreach (var (body, streamed) in bodies.SelectMany(static body => new[] { (body, true), (body, false) }))
        {
            var response = await FakeConnection.AskAsync(body, streamed);

            Assert.Equal(List, response.Text);
            Assert.Equal(["workspace_list()"], response.Called());
        }
    }

    [Fact]
    public async Task Said_once_more_as_a_whole_they_are_called_once()
    {
        var body = Words(List) + Event(Whole(JsonSerializer.Serialize(new { content = List }))) + Done;

        Assert.Equal(["workspace_list()"], (await FakeConnection.AskAsync(body, streamed: true)).Called());
    }

    [Theory]
    [InlineData("user")]
    [InlineData("tool")]
    [InlineData("assistant")]
    [InlineData("user", true)]
    public async Task Where_somebody_has_shown_the_model_such_a_call_it_may_be_a_quotation(string role, bool asHtml = false)
    {
        // As JSON, in which the result of a tool comes.
        var shown = role == "tool" ? JsonSerializer.Serialize(new { content = Read }) : asHtml ? System.Net.WebUtility.HtmlEncode(Read) : $"Say:\n{Read}";
        Assert.Equal(role == "tool" || asHtml, !shown.Contains('<', StringComparison.Ordinal));
        foreach (var (body, streamed) in Ways($"It says:\n{Read}"))
        {
            using var connection = new FakeConnection
            {
                Reads = [Encoding.UTF8.GetBytes(body)],
                Request = [new ChatMessage(ChatRole.User, "hello"), new ChatMessage(new ChatRole(role), [role == "tool" ? new FunctionResultContent("c1", shown) : new TextContent(shown)])],
            };

            var response = await connection.AskAsync(connection.Server(), streamed);

            Assert.Equal($"It says:\n{Read}", response.Text);
            Assert.Empty(response.Called());
        }
    }

    [Fact]
    public async Task A_system_message_may_say_how_calls_are_written()
    {
        using var connection = new FakeConnection
        {
            Reads = [Encoding.UTF8.GetBytes(Words(List) + Stop())], Request = [new ChatMessage(ChatRole.System, $"Write {List}"), new ChatMessage(ChatRole.User, "hello")],
        };

        Assert.Equal(["workspace_list()"], (await connection.AskAsync(connection.Server(), streamed: false)).Called());
    }

    [Fact]
    public async Task Where_no_tool_may_be_called_nothing_is_held_and_nothing_called()
    {
        foreach (var (tools, mode) in new (string[], ChatToolMode)[] { ([], ChatToolMode.Auto), (["workspace_list"], ChatToolMode.None) })
        {
            foreach (var streamed in new[] { true, false })
            {
                using var connection = new FakeConnection { Reads = [Encoding.UTF8.GetBytes(Words(List) + Stop())], Tools = tools, Mode = mode };

                var response = await connection.AskAsync(connection.Server(), streamed);

                Assert.Equal(List, response.Text);
                Assert.Empty(response.Called());
            }
        }
    }

    [Theory]
    [InlineData("Look <b>\n", "Look <b>\n")]
    [InlineData("<tool_call>\nis the mark", "<tool_call>\nis the mark")]
    [InlineData("<tool_calls>", "<tool_calls>")]
    [InlineData("Look\n<tool_call>{\"na", "Look\n")]
    [InlineData("<tool_call>{\"name\":\"no_tool\",\"arguments\":{}}", "<tool_call>{\"name\":\"no_tool\",\"arguments\":{}}")]
    [InlineData(Read, "")]
    [InlineData(Read + "\n.", Read + "\n.")]
    public async Task Only_what_may_be_a_call_waits_for_what_follows(string content, string heardAtOnce)
    {
        using var connection = new FakeConnection { Reads = [Encoding.UTF8.GetBytes(Words(content)), null] };
        var heard = "";

        await Assert.ThrowsAsync<Platform.Ai.ModelUnavailableException>(async () =>
        {
            await foreach (var update in connection.Server().GetStreamingResponseAsync("hi", Models.Offering(connection.Tools)))
            {
                heard += update.Text;
            }
        });

        Assert.Equal(heardAtOnce, heard);
    }

    [Fact]
    public async Task A_long_call_in_many_parts_is_read_in_time_that_grows_with_its_length_only()
    {
        var text = new string('x', 400_000);
        var content = $"<tool_call>{{\"name\":\"workspace_write\",\"arguments\":{{\"content\":\"{text}\"}}}}</tool_call>";
        var body = string.Concat(content.Chunk(4).Select(static part => Words(new string(part)))) + Stop();

        var response = await FakeConnection.AskAsync(body, streamed: true).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal([$"workspace_write(content={text})"], response.Called());
    }

    [Fact]
    public async Task Tokens_that_the_server_does_not_count_are_counted_once()
    {
        const string Usage = "{\"choices\":[],\"usage\":{\"prompt_tokens\":8}}";

        var called = await FakeConnection.AskAsync(Words(Read) + Event(Usage) + Stop(), streamed: true);
        var said = await FakeConnection.AskAsync(Words(Read[..^1] + "?") + Event(Usage) + Stop(), streamed: true);

        Assert.NotEmpty(called.Called());
        Assert.Equal(said.Usage!.OutputTokenCount, called.Usage!.OutputTokenCount);
    }
}
