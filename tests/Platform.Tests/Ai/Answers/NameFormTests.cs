using System.Text;
using System.Text.Json;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>How the name of a tool comes in parts: the tools on offer say whether two names are pieces of one, or two calls.</summary>
public sealed class NameFormTests
{
    [Theory]
    [InlineData("work", "space_read")]
    [InlineData("w", "o", "rkspace", "_", "read")]
    [InlineData("workspace_", "workspace_read")]
    [InlineData("work", "workspace_", "workspace_read", "workspace_read")]
    [InlineData("functions.", "workspace_read")]
    [InlineData("functions", ".workspace_", "read")]
    [InlineData("default_api:work", "space_read")]
    [InlineData("workspace_read", "workspace_read", "workspace_read")]
    [InlineData("Workspace_", "Read")]
    [InlineData("workspace_read<|ma", "rk|>")]
    [InlineData("workspace_read<|ma", "workspace_read<|mark|>")]
    [InlineData("", "work", "", "space_read", "")]
    public async Task Pieces_of_a_name_are_one_name_and_a_name_said_again_is_the_same(params string[] names)
    {
        foreach (var head in new[] { "\"index\":0,\"id\":\"x\",", "\"index\":0,", "" })
        {
            var parts = names.Select((name, at) => Calls("{" + (at == 0 ? head : head.Replace("\"id\":\"x\",", "", StringComparison.Ordinal)) + $"\"function\":{{\"name\":\"{name}\",\"arguments\":\"\"}}}}"));
            var rest = Calls("{" + head + "\"function\":{\"arguments\":\"{\\\"path\\\":\"}}") + Calls("{" + head + "\"function\":{\"arguments\":\"\\\"a\\\"}\"}}");

            Assert.Equal(["workspace_read(path=a)"], await CalledAsync(string.Concat(parts) + rest + Stop()));
        }
    }

    [Fact]
    public async Task The_last_piece_of_a_name_may_bring_arguments_and_an_id_of_its_own()
    {
        var body = Calls("{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"work\"}}") + Calls("{\"index\":0,\"id\":\"y\",\"function\":{\"name\":\"space_read\",\"arguments\":\"{\\\"path\\\":\"}}")
            + Calls("{\"index\":0,\"id\":\"z\",\"function\":{\"arguments\":\"\\\"a\\\"}\"}}") + Stop();

        Assert.Equal(["workspace_read(path=a)"], await CalledAsync(body));
    }

    [Fact]
    public async Task Pieces_of_two_names_may_take_turns()
    {
        string Piece(int index, string name, string arguments = "") => $"{{\"index\":{index},\"function\":{{\"name\":\"{name}\",\"arguments\":\"{arguments}\"}}}}";
        var body = Calls(Piece(0, "workspace_"), Piece(1, "report_")) + Calls(Piece(1, "list"), Piece(0, "read")) + Calls(Piece(0, "", "{\\\"path\\\":\\\"a\\\"}"), Piece(1, "", "{}")) + Stop();

        Assert.Equal(["workspace_read(path=a)", "report_list()"], await CalledAsync(body));
    }

    [Fact]
    public async Task The_one_call_of_the_older_api_may_be_named_in_pieces()
    {
        var body = Part("{\"function_call\":{\"name\":\"work\"}}") + Part("{\"function_call\":{\"name\":\"space_read\",\"arguments\":\"{\\\"path\\\":\"}}")
            + Part("{\"function_call\":{\"name\":\"space_read\",\"arguments\":\"\\\"a\\\"}\"}}") + Stop("\"function_call\"");

        Assert.Equal(["workspace_read(path=a)"], await CalledAsync(body));
    }

    [Theory]
    [InlineData("report", "report_list", "report()", "report_list()")]
    [InlineData("report_list", "report", "report_list()", "report()")]
    [InlineData("workspace_list", "report_list", "workspace_list()", "report_list()")]
    [InlineData("nothing", "report_list", "nothing()", "report_list()")]
    [InlineData("report", "_list", "report_list()")]
    [InlineData("re", "re", "rere()")]
    [InlineData("list", "list", "list()")]
    public async Task Two_tools_on_offer_are_two_calls_even_where_one_begins_like_the_other(string first, string second, params string[] called)
    {
        string Call(string name) => Calls(JsonSerializer.Serialize(new { index = 0, function = new { name, arguments = "" } }));

        Assert.Equal(called, await CalledAsync(Call(first) + Call(second) + Stop(), "report", "report_list", "workspace_list", "rere", "list"));
    }

    [Fact]
    public async Task A_stream_and_a_whole_answer_know_the_tools_of_their_own_call()
    {
        var body = Calls("{\"index\":0,\"function\":{\"name\":\"work\"}}") + Calls("{\"index\":0,\"function\":{\"name\":\"space_read\",\"arguments\":\"{}\"}}") + Stop();
        using var connection = new FakeConnection { Reads = [Encoding.UTF8.GetBytes(body)] };
        var server = connection.Server();

        foreach (var streamed in new[] { true, false })
        {
            connection.Tools = ["workspace_read"];
            Assert.Equal(["workspace_read()"], (await connection.AskAsync(server, streamed)).Called());
            connection.Tools = ["work", "space_read"];
            Assert.Equal(["work()", "space_read()"], (await connection.AskAsync(server, streamed)).Called());
        }
    }

    private static async Task<IReadOnlyList<string>> CalledAsync(string body, params string[] tools)
    {
        using var connection = new FakeConnection { Reads = [Encoding.UTF8.GetBytes(body)] };
        connection.Tools = tools.Length > 0 ? tools : connection.Tools;
        return (await connection.AskAsync(connection.Server(), streamed: true)).Called();
    }
}
