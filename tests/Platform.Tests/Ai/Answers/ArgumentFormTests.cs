using System.Text.Json;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>How models and servers write arguments that are no strict JSON, and how those come in parts.</summary>
public sealed class ArgumentFormTests
{
    public static TheoryData<string[], string> Parts => new()
    {
        { ["\"", "{}\"", "{\"path\":", "\"a\"}"], "path=a" },
        { ["\"{}\"", "{\"path\":\"a\"}"], "path=a" },
        { ["{ }", "{\"path\":", "\"a\"}"], "path=a" },
        { ["null", "{\"path\":\"a\"}"], "path=a" },
        { ["[]", "\"{\\\"path\\\":", "\\\"a\\\"}\""], "path=a" },
        { ["\"\"", " ", "{\"path\":\"a\"}"], "path=a" },
        { ["nu", "ll", "{\"path\":\"a\"}"], "path=a" },
        { ["{\"path\":\"a\"}", "{}"], "path=a" },
        { ["{\"path\":\"a\"}", "{ \"path\" : \"a\" }"], "path=a" },
        { ["{}", "{}"], "" },
        { ["{\"path\":[{\"b\":1,\"a\":0}]}", "{\"path\":[{\"a\":2,\"b\":1,\"a\":0}]}"], "path=[{\"b\":1,\"a\":0}]" },
        { ["\"{\\\"pa\"", "\"th\\\":\\\"a\\\"}\""], "path=a" },
        { ["{\"path\":\"\\", "n\"}"], "path=\n" },
        { ["{\"path\":\"\\u00", "e4\"}"], "path=ä" },
        { ["{\"path\":\"\\ud83d", "\\ude00\"}"], "path=😀" },
        { ["{'path", "': 'a'}"], "path=a" },
        { ["```json\n{\"path\":", "\"a\"}\n`", "``"], "path=a" },
        { ["{\"path\":\"a\"}", "{\"path\":\"b\"}x"], "?" },
        { ["{\"path\":", "{}"], "?" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Parts_mean_the_one_object_that_can_be_made_of_them(string[] parts, string read)
    {
        string Call(string part, int at) => Calls(JsonSerializer.Serialize(new { index = 0, id = at == 0 ? "x" : null, function = new { name = at == 0 ? "workspace_read" : null, arguments = part } }));
        var body = string.Concat(parts.Select(Call)) + Stop("\"tool_calls\"");

        Assert.Equal([$"workspace_read({read})"], (await FakeConnection.AskAsync(body, streamed: true)).Called());
        Assert.Equal([$"workspace_read({read})"], (await FakeConnection.AskAsync(body, streamed: false)).Called());
    }

    [Theory]
    [InlineData("{'path': 'a'}", "path=a")]
    [InlineData("{'path': 'it\\'s \"a\"'}", "path=it's \"a\"")]
    [InlineData("{\"path\": \"it\\'s\"}", "path=it's")]
    [InlineData("{'path': \"it's\", 'n': 1,}", "path=it's,n=1")]
    [InlineData("{'path': '\\x41\\u00e4'}", "path=Aä")]
    [InlineData("{\"a\": True, \"b\": False, \"c\": None}", "a=True,b=False,c=")]
    [InlineData("{a: 1, $b_2: [true,null,],}", "a=1,$b_2=[true,null]")]
    [InlineData("{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity, \"d\": undefined, \"e\": -inf, \"f\": nan}", "a=,b=,c=,d=,e=,f=")]
    [InlineData("{True: 1, \"NaN\": \"NaN\"}", "True=1,NaN=NaN")]
    [InlineData("{\"path\": \"line\nline\ttab\"}", "path=line\nline\ttab")]
    [InlineData("{/* where */ \"path\": \"a // no comment\" // here\n}", "path=a // no comment")]
    [InlineData("{\"a\": +1} // done", "a=1")]
    [InlineData("```json\n{\"path\":\"a\"}\n```", "path=a")]
    [InlineData("```\n{'path':'a'}\n```\n", "path=a")]
    [InlineData("`{\"path\":\"a\"}`", "path=a")]
    [InlineData("{\"path\":\"a\"}<|im_end|>", "path=a")]
    [InlineData("{\"path\":\"a\"}</tool_call>", "path=a")]
    [InlineData("<tool_call>{\"path\":\"a\"}</tool_call>", "path=a")]
    [InlineData("{\"path\":\"a\"}}", "path=a")]
    [InlineData("\uFEFF{\"path\":\"a\"}", "path=a")]
    [InlineData("None", "")]
    [InlineData("undefined", "")]
    [InlineData("{\"path\":\"```\"}", "path=```")]
    [InlineData("{\"path\":\"</a>\"}", "path=</a>")]
    [InlineData("{\"path\":\"a\"}\n}]", "path=a")]
    [InlineData("\"a\"}", "?")]
    [InlineData("}", "?")]
    [InlineData("{\"path\": C}", "?")]
    [InlineData("{\"path\": 'a}", "?")]
    [InlineData("{\"path\": \"a", "?")]
    [InlineData("{\"path\": \"C:\\docs\"}", "?")]
    [InlineData("{'a' 'b'}", "?")]
    [InlineData("{a-b: 1}", "?")]
    [InlineData("{\"a\": 1 \"b\": 2}", "?")]
    [InlineData("{\"a\": {\"b\": 1}", "?")]
    [InlineData("path=a", "?")]
    [InlineData("Let me read {\"path\":\"a\"}", "?")]
    [InlineData("{\"path\":\"a\"} {\"path\":\"b\"}", "?")]
    public async Task What_a_model_writes_for_json_is_read_where_it_has_one_meaning(string arguments, string read)
    {
        foreach (var text in new[] { arguments, JsonSerializer.Serialize(arguments) })
        {
            var call = JsonSerializer.Serialize(new { index = 0, id = "x", function = new { name = "workspace_read", arguments = text } });

            Assert.Equal([$"workspace_read({read})"], (await FakeConnection.AskAsync(Whole("{\"tool_calls\":[" + call + "]}"), streamed: false)).Called());
            Assert.Equal([$"workspace_read({read})"], (await FakeConnection.AskAsync(Calls(call) + Stop(), streamed: true)).Called());
        }
    }

    [Theory]
    [InlineData("{'path': 'a'}", "{'path': 'b'}")]
    [InlineData("```json\n{\"path\":\"a\"}\n```", "```json\n{\"path\":\"b\"}\n```")]
    public async Task Two_calls_under_one_index_are_two_however_their_arguments_are_written(string first, string second)
    {
        string Call(string arguments) => Calls(JsonSerializer.Serialize(new { index = 0, function = new { name = "workspace_read", arguments } }));

        Assert.Equal(["workspace_read(path=a)", "workspace_read(path=b)"], (await FakeConnection.AskAsync(Call(first) + Call(second) + Stop(), streamed: true)).Called());
        Assert.Equal(["workspace_read(path=a)"], (await FakeConnection.AskAsync(Call(first) + Call("{\"path\":\"a\"}") + Stop(), streamed: true)).Called());
    }
}
