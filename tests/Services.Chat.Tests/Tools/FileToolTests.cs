using System.Net;
using System.Text.Json;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>Tools on the user's files and sessions, called by any model: what they do, what they leave, and whose it stays.</summary>
public sealed class FileToolTests
{
    [Fact]
    public async Task A_piece_of_a_file_is_replaced_where_it_stands_once_and_nowhere_else()
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/n.md", new StringContent("tea, tea and milk\nááá"));

        var results = await turn.CallAsync(client,
            ("workspace_edit", """{"path":"n.md","old_text":"tea","new_text":"coffee"}"""),
            ("workspace_edit", """{"path":"n.md","old_text":"áá","new_text":"x"}"""),
            ("workspace_edit", """{"path":"n.md","old_text":"wine","new_text":"x"}"""),
            ("workspace_edit", """{"path":"no.md","old_text":"a","new_text":"b"}"""),
            ("workspace_edit", """{"path":"n.md","old_text":"milk","new_text":"milk"}"""),
            ("workspace_edit", """{"path":"n.md","old_text":" and milk","new_text":""}"""),
            ("workspace_edit", """{"path":"n.md","old_text":" and milk","new_text":""}"""),
            ("workspace_edit", """{"path":"n.md","old_text":"","new_text":"x"}"""));

        Assert.Equal(["OLD_TEXT_AMBIGUOUS", "OLD_TEXT_AMBIGUOUS", "OLD_TEXT_MISSING", "FILE_NOT_FOUND", "", "", "OLD_TEXT_MISSING", "TOOL_ARGUMENTS_INVALID"], results.Select(ToolTurn.Code));
        Assert.Equal((false, true), (results[4].GetProperty("changed").GetBoolean(), results[5].GetProperty("changed").GetBoolean()));
        Assert.Equal("tea, tea\nááá", await client.GetStringAsync("/workspace/files/n.md"));
        Assert.Contains("2 times", results[0].GetProperty("error").Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("workspace_edit", """{"path":"soul.md","old_text":"a","new_text":"b"}""")]
    [InlineData("workspace_move", """{"from":"AGENTS.md","to":"x.md"}""")]
    [InlineData("workspace_move", """{"from":"USER.md","to":"SOUL.md"}""")]
    [InlineData("workspace_move", """{"from":"USER.md","to":"Heartbeat.MD"}""")]
    [InlineData("workspace_restore", """{"path":"AGENTS.md","revision":1}""")]
    public async Task Files_that_steer_the_assistant_are_changed_by_no_tool_before_the_user_approves(string tool, string arguments)
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());
        var before = await FilesAsync(client);

        var result = Assert.Single(await turn.CallAsync(client, (tool, arguments)));

        Assert.Equal("APPROVAL_PENDING", ToolTurn.Code(result));
        Assert.Equal(before, await FilesAsync(client));
    }

    [Theory]
    [InlineData("workspace_edit", """{"path":"AGENTS.md","old_text":"long","new_text":"brief"}""", "AGENTS.md", "Be brief.")]
    [InlineData("workspace_move", """{"from":"AGENTS.md","to":"x.md"}""", "x.md", "Be long.")]
    [InlineData("workspace_restore", """{"path":"AGENTS.md","revision":2}""", "AGENTS.md", "Be early.")]
    public async Task What_is_approved_is_done_to_the_file_as_it_was_seen_and_to_no_other(string tool, string arguments, string path, string content)
    {
        await using var turn = await ToolTurn.StartAsync();
        foreach (var changesMeanwhile in new[] { true, false })
        {
            using var client = turn.Host.For(TestContexts.User());
            await client.PutAsync("/workspace/files/AGENTS.md", new StringContent("Be early."));
            await client.PutAsync("/workspace/files/AGENTS.md", new StringContent("Be long."));
            await turn.CallAsync(client, (tool, arguments));
            var approval = Assert.Single((await (await client.GetAsync("/approvals?state=pending")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()).Text("approval_id");
            var detail = await client.ApprovalAsync(approval);
            Assert.Contains("-Be long.", detail.GetProperty("files")[0].Text("diff"), StringComparison.Ordinal);
            Assert.Equal(3, detail.GetProperty("files")[0].GetProperty("based_on").GetInt32());
            if (changesMeanwhile)
            {
                await client.PutAsync("/workspace/files/AGENTS.md", new StringContent("Be long, and long."));
                await (await client.DecideAsync(approval, "approve")).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_OUTDATED");
                Assert.Equal("Be long, and long.", await client.GetStringAsync("/workspace/files/AGENTS.md"));
                continue;
            }

            await (await client.DecideAsync(approval, "approve")).JsonAsync(HttpStatusCode.OK);
            Assert.Equal(content, await client.GetStringAsync($"/workspace/files/{path}"));
        }
    }

    [Fact]
    public async Task A_file_is_moved_listed_and_brought_back_and_twice_is_as_good_as_once()
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/a.md", new StringContent("one"));
        await client.PutAsync("/workspace/files/a.md", new StringContent("two"));
        await client.PutAsync("/workspace/files/c.md", new StringContent("other"));

        var moved = await turn.CallAsync(client,
            ("workspace_move", """{"from":"a.md","to":"c.md"}"""), ("workspace_move", """{"from":"a.md","to":"b.md"}"""), ("workspace_move", """{"from":"a.md","to":"b.md"}"""),
            ("workspace_move", """{"from":"b.md","to":"b.md"}"""), ("workspace_move", """{"from":"b.md","to":"../b.md"}"""), ("workspace_history", """{"path":"b.md"}"""), ("workspace_history", """{"path":"none.md"}"""));

        Assert.Equal(["FILE_EXISTS", "", "FILE_NOT_FOUND", "", "PATH_INVALID", "", "FILE_NOT_FOUND"], moved.Select(ToolTurn.Code));
        Assert.Equal("other", await client.GetStringAsync("/workspace/files/c.md"));
        var revisions = moved[5].GetProperty("revisions").EnumerateArray().ToList();
        Assert.Equal([(true, "user", 3), (false, "user", 3)], revisions.Select(static one => (one.GetProperty("is_current").GetBoolean(), one.Text("by"), one.GetProperty("bytes").GetInt32())));
        var old = revisions[1].GetProperty("revision").GetInt64();

        var restored = await turn.CallAsync(client,
            ("workspace_restore", $$"""{"path":"b.md","revision":{{old}} }"""), ("workspace_restore", $$"""{"path":"b.md","revision":{{old}} }"""),
            ("workspace_restore", """{"path":"b.md","revision":999999}"""), ("workspace_restore", """{"path":"b.md"}"""));

        Assert.Equal(["", "", "REVISION_NOT_FOUND", "TOOL_ARGUMENTS_INVALID"], restored.Select(ToolTurn.Code));
        Assert.Equal((true, false), (restored[0].GetProperty("changed").GetBoolean(), restored[1].GetProperty("changed").GetBoolean()));
        Assert.Equal("one", await client.GetStringAsync("/workspace/files/b.md"));
        Assert.Equal("user", (await HistoryAsync(client, "b.md"))[0].GetProperty("author").Text("kind"));
    }

    [Fact]
    public async Task What_an_edit_leaves_of_others_in_a_file_stays_theirs()
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());
        await turn.CallAsync(client, ("workspace_read", """{"path":"USER.md"}"""), ("workspace_write", """{"path":"n.md","content":"one two"}"""));

        await turn.CallAsync(client, ("workspace_edit", """{"path":"n.md","old_text":"two","new_text":"three"}"""));

        Assert.True((await HistoryAsync(client, "n.md"))[0].GetProperty("author").GetProperty("has_read_text").GetBoolean());
    }

    [Fact]
    public async Task Words_are_found_in_the_users_own_files_and_sessions_alone()
    {
        await using var turn = await ToolTurn.StartAsync();
        var (ada, bob) = (TestContexts.User(), TestContexts.User("bob"));
        var colleague = TestContexts.User("cleo", ada.TenantId);
        foreach (var context in new[] { ada, bob, colleague })
        {
            using var owner = turn.Host.For(context);
            await owner.PutAsync($"/workspace/files/{context.UserId}.md", new StringContent($"first\nthe bittern of {context.UserId}"));
            await owner.SayAsync($"the bittern of {context.UserId}");
        }

        using var client = turn.Host.For(ada);
        var results = await turn.CallAsync(client, ("workspace_search", """{"query":"BITTERN"}"""), ("session_search", """{"query":"bittern"}"""),
            ("workspace_search", """{"query":"no such words"}"""), ("session_search", """{"query":"no such words"}"""), ("workspace_search", """{"query":"  "}"""), ("session_search", """{"query":"a\nb"}"""));

        var file = Assert.Single(results[0].GetProperty("files").EnumerateArray());
        Assert.Equal(("ada.md", 2, "first\nthe bittern of ada"), (file.Text("path"), file.GetProperty("line").GetInt32(), file.Text("excerpt")));
        var session = Assert.Single(results[1].GetProperty("sessions").EnumerateArray());
        Assert.Equal(("the bittern of ada", "user"), (session.Text("title"), session.Text("by")));
        Assert.Empty(results[2].GetProperty("files").EnumerateArray());
        Assert.Empty(results[3].GetProperty("sessions").EnumerateArray());
        Assert.Equal(["TOOL_ARGUMENTS_INVALID", "TOOL_ARGUMENTS_INVALID"], results.Skip(4).Select(ToolTurn.Code));
    }

    [Fact]
    public async Task A_file_is_found_behind_more_than_one_page_of_others()
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());
        var large = new string('x', 1024 * 1024 - 10);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await client.PutAsync($"/workspace/files/a{i}.txt", new StringContent(large))).StatusCode);
        }

        await client.PutAsync("/workspace/files/b.txt", new StringContent("the bittern"));

        var result = Assert.Single(await turn.CallAsync(client, ("workspace_search", """{"query":"bittern"}""")));

        Assert.Equal("b.txt", Assert.Single(result.GetProperty("files").EnumerateArray()).Text("path"));
        Assert.False(result.GetProperty("more").GetBoolean());
    }

    private static async Task<string> FilesAsync(HttpClient client) =>
        string.Join('\n', (await client.AllAsync("/workspace/files", 200)).Select(static file => file.GetRawText()));

    private static async Task<List<JsonElement>> HistoryAsync(HttpClient client, string path) =>
        [.. (await (await client.GetAsync($"/workspace/history/{path}")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];
}
