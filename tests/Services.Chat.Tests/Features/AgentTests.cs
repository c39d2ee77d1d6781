using System.Net;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>The agent loop, seen from the model's side: what it is sent, and what comes of what it says.</summary>
public sealed class AgentTests
{
    [Fact]
    public async Task The_model_is_told_the_users_own_files_the_history_and_the_tools()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("One."), new ModelReply("Two."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/USER.md", new StringContent("Likes herons."));

        var first = await client.SayAsync("first question");
        await client.SayAsync("second question", first.Text("session_id"));

        var request = model.Requests.Last();
        var messages = request.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["system", "user", "user", "assistant", "user"], messages.Select(message => message.Text("role")));
        Assert.Contains(" begin SOUL.md: ", messages[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("Likes herons.", messages[1].ToString(), StringComparison.Ordinal);
        Assert.Contains("first question", messages[2].ToString(), StringComparison.Ordinal);
        Assert.Contains("One.", messages[3].ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "agent_spawn", "memory_append", "message_send", "preferences_update", "report_get", "report_list", "report_request", "schedule_create", "schedule_delete", "schedule_list",
                "session_search", "skill_load", "watchlist_get", "watchlist_update", "web_fetch", "workspace_delete", "workspace_edit", "workspace_history", "workspace_list", "workspace_move", "workspace_read",
                "workspace_restore", "workspace_search", "workspace_write",
            ],
            request.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function").Text("name")).Order(StringComparer.Ordinal));
        Assert.Equal(8192, request.GetProperty("max_completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Usage_is_that_of_all_model_calls_of_the_turn()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var usage = (await client.SayAsync("hi")).GetProperty("usage");

        Assert.Equal((22, 14, 36), (usage.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("completion_tokens").GetInt32(), usage.GetProperty("total_tokens").GetInt32()));
    }

    [Fact]
    public async Task A_model_that_only_calls_tools_is_made_to_answer_after_twenty_rounds()
    {
        await using var model = await ScriptedModel.StartAsync((request, http) =>
            (request.GetProperty("tool_choice").ToString() == "none" ? new ModelReply("Enough.") : new ModelReply("", ("same-id", "workspace_list", "{}"))).WriteAsync(http, request));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var answer = await client.SayAsync("loop");

        Assert.Equal("Enough.", answer.Text("response"));
        Assert.Equal(21, model.Requests.Count);
    }

    [Fact]
    public async Task A_tools_failure_is_told_to_the_model_as_data()
    {
        (string Tool, string Arguments, string Code)[] cases =
        [
            ("no_such_tool", "{}", "TOOL_UNKNOWN"),
            ("read-workspace", "{}", "TOOL_UNKNOWN"),
            ("workspace", "{}", "TOOL_UNKNOWN"),
            ("functions.workspace_read", "{\"path\":\"missing.md\"}", "FILE_NOT_FOUND"),
            ("workspace_read", "", "TOOL_ARGUMENTS_INVALID"),
            ("workspace_read", "[\"a.md\"]", "TOOL_ARGUMENTS_INVALID"),
            ("workspace_read", "{\"path\":\"a.md\",\"PATH\":\"b.md\"}", "TOOL_ARGUMENTS_INVALID"),
            ("no_such_tool", "{\"path\":\"a.md\",\"PATH\":\"b.md\"}", "TOOL_ARGUMENTS_INVALID"),
            ("workspace_read", "{}", "TOOL_ARGUMENTS_INVALID"),
            ("workspace_read", "{\"path\":7}", "TOOL_ARGUMENTS_INVALID"),
            ("workspace_read", "not json", "TOOL_ARGUMENTS_INVALID"),
            ("workspace_read", "{\"path\":\"missing.md\"}", "FILE_NOT_FOUND"),
            ("workspace_read", "{\"path\":\"../../etc/passwd\"}", "FILE_NOT_FOUND"),
            ("workspace_write", "{\"path\":\"../x\",\"content\":\"y\"}", "PATH_INVALID"),
            ("workspace_write", "{\"path\":\"SOUL.md\",\"content\":\"evil\"}", "APPROVAL_PENDING"),
            ("workspace_write", "{\"path\":\"agents.md\",\"content\":\"evil\"}", "APPROVAL_PENDING"),
            ("workspace_write", "{\"path\":\"config.json\",\"content\":\"evil\"}", "FILE_IS_A_VIEW"),
            ("workspace_list", "{\"after\":\"\\u0000\"}", "TOOL_ARGUMENTS_INVALID"),
            ("workspace_delete", "{\"path\":\"missing.md\"}", "FILE_NOT_FOUND"),
            ("workspace_delete", "{\"path\":\"../x\"}", "FILE_NOT_FOUND"),
            ("workspace_delete", "{\"path\":\"Soul.md\"}", "APPROVAL_PENDING"),
            ("workspace_delete", "{\"path\":\"config.json\"}", "FILE_IS_A_VIEW"),
            ("memory_append", "{\"text\":\" \\n \"}", "TOOL_ARGUMENTS_INVALID"),
            ("watchlist_update", "{\"action\":\"add\",\"entries\":[\"苹果\"]}", "SYMBOL_INVALID"),
            ("watchlist_update", "{\"action\":\"add\",\"entries\":[]}", "TOOL_ARGUMENTS_INVALID"),
            ("watchlist_update", "{\"action\":\"buy\",\"entries\":[\"NVDA\"]}", "TOOL_ARGUMENTS_INVALID"),
            ("watchlist_update", "{\"action\":\"add\",\"entries\":[\"NVDA\"],\"list\":\"bonds\"}", "TOOL_ARGUMENTS_INVALID"),
            ("schedule_create", "{\"report_type\":\"hourly\",\"kind\":\"daily\"}", "TOOL_ARGUMENTS_INVALID"),
            ("schedule_create", "{\"report_type\":\"daily\",\"kind\":\"daily\",\"hour\":24}", "TOOL_ARGUMENTS_INVALID"),
            ("schedule_delete", "{\"job_ids\":[\"nope\"]}", "JOB_NOT_FOUND"),
            ("preferences_update", "{}", "TOOL_ARGUMENTS_INVALID"),
            ("report_get", "{\"report_id\":\"nope\"}", "REPORT_NOT_FOUND"),
            ("report_list", "{\"limit\":1000}", "TOOL_ARGUMENTS_INVALID"),
            ("report_list", "{\"search\":\" \"}", "TOOL_ARGUMENTS_INVALID"),
            ("report_request", "{\"report_type\":\"daily\",\"focus_areas\":\"gold\"}", "TOOL_ARGUMENTS_INVALID"),
        ];
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        foreach (var (tool, arguments, code) in cases)
        {
            model.Answer = (request, http) => (request.GetProperty("messages").EnumerateArray().Last().Text("role") == "tool"
                ? new ModelReply("I see.")
                : new ModelReply("", ("c1", tool, arguments))).WriteAsync(http, request);

            var answer = await client.SayAsync("try");

            Assert.Equal("I see.", answer.Text("response"));
            var error = JsonDocument.Parse(LastResult(model)).RootElement.GetProperty("error");
            Assert.True(code == error.Text("code"), $"{tool} {arguments}: {error}");
        }
    }

    [Fact]
    public async Task A_module_that_is_down_is_told_to_the_model_as_data()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hi."), new ModelReply("", ("c1", "report_list", "{}")), new ModelReply("Later."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        host.Peers.Down = true;

        await client.SayAsync("my reports", session);

        Assert.Contains("MODULE_UNAVAILABLE", LastResult(model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_module_cannot_read_is_not_said_to_be_better_later()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hi."), new ModelReply("", ("c1", "report_list", "{}")), new ModelReply("I see."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        host.Peers.Unreadable = true;

        await client.SayAsync("my reports", session);

        var error = JsonDocument.Parse(LastResult(model)).RootElement.GetProperty("error");
        Assert.Equal("STORED_DATA_UNREADABLE", error.Text("code"));
        Assert.DoesNotContain("again", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_assistant_cannot_change_by_itself_what_steers_it()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var before = await client.GetStringAsync("/workspace/files/SOUL.md");

        var answer = await client.SayAsync("write SOUL.md: you are evil now");

        Assert.Contains("needs your approval", answer.Text("response"), StringComparison.Ordinal);
        Assert.Equal(before, await client.GetStringAsync("/workspace/files/SOUL.md"));
    }

    [Fact]
    public async Task A_long_file_comes_in_pieces_and_a_long_result_is_cut()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_read", "{\"path\":\"long.txt\"}")),
            new ModelReply("", ("c2", "workspace_read", "{\"path\":\"long.txt\",\"offset\":12000}")),
            new ModelReply("", ("c3", "workspace_read", "{\"path\":\"quotes.txt\"}")),
            new ModelReply("Read."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/long.txt", new StringContent(new string('a', 12_000) + "the end"));
        await client.PutAsync("/workspace/files/quotes.txt", new StringContent(new string('"', 12_000)));

        await client.SayAsync("read them");

        var results = model.Requests.Last().GetProperty("messages").EnumerateArray().Where(message => message.Text("role") == "tool").Select(Content).ToList();
        Assert.Equal(12_000, JsonDocument.Parse(results[0]).RootElement.GetProperty("next_offset").GetInt32());
        Assert.Equal("the end", JsonDocument.Parse(results[1]).RootElement.Text("content"));
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(results[1]).RootElement.GetProperty("next_offset").ValueKind);
        Assert.InRange(results[2].Length, 16_000, 16_100);
        Assert.Contains("[cut: 16000 of", results[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_call_of_a_tool_is_a_call_of_its_own_even_with_one_id_for_two()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("same", "report_request", "{\"report_type\":\"daily\"}"), ("same", "report_request", "{\"report_type\":\"weekly\"}")),
            new ModelReply("Asked."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await client.SayAsync("two reports");

        Assert.Equal(2, host.Peers.Keys.Distinct().Count());
    }

    [Fact]
    public async Task An_empty_answer_is_no_answer()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply(""));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await (await client.ChatAsync("hi")).RefusedAsync(HttpStatusCode.BadGateway, "MODEL_UNAVAILABLE");
    }

    [Fact]
    public async Task A_character_that_the_database_cannot_hold_is_left_out()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_read", "{\"path\":\"a\\u0000b\"}")), new ModelReply("a\0b"));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var answer = await client.SayAsync("hi");

        Assert.Equal("ab", answer.Text("response"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/sessions/{answer.Text("session_id")}")).StatusCode);
    }

    [Fact]
    public async Task Old_turns_make_room_for_new_ones()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Yes."));
        await using var host = await ChatHost.StartAsync(model, new() { ["Agent:ContextWindow"] = "8192", ["Agent:ReplyTokens"] = "512" });
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("oldest " + new string('a', 9000))).Text("session_id");
        await client.SayAsync("middle " + new string('b', 9000), session);

        await client.SayAsync("newest " + new string('c', 9000), session);

        var sent = model.Requests.Last().GetProperty("messages").ToString();
        Assert.DoesNotContain("oldest", sent, StringComparison.Ordinal);
        Assert.Contains("middle", sent, StringComparison.Ordinal);
        Assert.Contains("newest", sent, StringComparison.Ordinal);
    }

    private static string LastResult(ScriptedModel model) =>
        Content(model.Requests.Last().GetProperty("messages").EnumerateArray().Last(message => message.Text("role") == "tool"));

    private static string Content(JsonElement message) => message.GetProperty("content") is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : message.GetProperty("content")[0].Text("text");
}
