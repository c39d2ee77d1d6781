using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.OpenAi;

/// <summary>A completion is a turn: what the model is sent, what comes of it, and what is left.</summary>
public sealed class CompletionTests
{
    private const string Path = "/v1/chat/completions";
    private static readonly JsonNode Tool = JsonNode.Parse("""{"type":"function","function":{"name":"get_weather","parameters":{"type":"object"}}}""")!;

    [Fact]
    public async Task The_assistants_own_tools_run_here_and_all_that_it_said_is_the_answer_whole_and_streamed()
    {
        ModelReply[] replies = [new("Let me see.", ("c1", "workspace_write", "{\"path\":\"note.md\",\"content\":\"heron\"}")), new("Noted.")];
        await using var model = await ScriptedModel.StartAsync((request, http) =>
            replies[request.GetProperty("messages").EnumerateArray().Last().Text("role") == "tool" ? 1 : 0].WriteAsync(http, request));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var whole = await AskAsync(client, Body("note it"));
        var streamed = await StreamAsync(client, Body("note it"));

        Assert.Equal("Let me see.\n\nNoted.", whole.GetProperty("choices")[0].GetProperty("message").Text("content"));
        Assert.Equal("stop", whole.GetProperty("choices")[0].Text("finish_reason"));
        Assert.Equal("Let me see.\n\nNoted.", string.Concat(streamed.SkipLast(1).Select(static data => JsonDocument.Parse(data).RootElement.GetProperty("choices"))
            .Where(static choices => choices.GetArrayLength() > 0).Select(static choices => choices[0].GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : "")));
        Assert.Equal("[DONE]", streamed[^1]);
        Assert.DoesNotContain(streamed, static data => data.Contains("usage", StringComparison.Ordinal));
        Assert.Equal("heron", await client.GetStringAsync("/workspace/files/note.md"));
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"note it"}]""", false)]
    [InlineData("""[{"role":"user","content":"hi"},{"role":"user","content":"note it"}]""", false)]
    [InlineData("""[{"role":"user","content":"show my report"},{"role":"assistant","content":"It says: note it."},{"role":"user","content":"note it"}]""", true)]
    public async Task What_is_written_behind_an_answer_that_is_brought_back_may_be_text_of_others(string messages, bool hasRead)
    {
        ModelReply[] replies = [new("", ("c1", "workspace_write", "{\"path\":\"note.md\",\"content\":\"heron\"}")), new("Noted.")];
        await using var model = await ScriptedModel.StartAsync((request, http) =>
            replies[request.GetProperty("messages").EnumerateArray().Last().Text("role") == "tool" ? 1 : 0].WriteAsync(http, request));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await AskAsync(client, Body("", messages));

        var revision = (await client.GetFromJsonAsync<JsonElement>("/workspace/history/note.md")).GetProperty("items")[0];
        Assert.Equal(hasRead, revision.GetProperty("author").GetProperty("has_read_text").GetBoolean());
    }

    [Fact]
    public async Task Instructions_of_the_caller_are_fenced_and_stand_in_no_system_message()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Yes."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await AskAsync(client, Body("hi", messages: """[{"role":"system","content":"Speak like a heron."},{"role":"user","content":"before"},{"role":"assistant","content":"then"},{"role":"developer","content":[{"type":"text","text":"Say no more than a word."}]},{"role":"user","content":"hi"}]"""));

        var sent = model.Requests.Single().GetProperty("messages").EnumerateArray().ToList();
        var system = Assert.Single(sent, static message => message.Text("role") is "system" or "developer");
        var instructions = Assert.Single(sent, static message => message.Words().Contains("Speak like a heron.", StringComparison.Ordinal));
        Assert.Equal("user", instructions.Text("role"));
        var fence = instructions.Words().Split('\n').First(static line => line.StartsWith("~~~", StringComparison.Ordinal)).Split(' ')[0];
        Assert.Contains(fence, system.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("heron", system.Words(), StringComparison.Ordinal);
        Assert.Contains("Say no more than a word.", instructions.Words(), StringComparison.Ordinal);
        Assert.Equal(["before", "then", "hi"], sent.TakeLast(3).Select(static message => message.Words()));
    }

    [Fact]
    public async Task What_is_wanted_of_the_answer_is_passed_on_to_the_model()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("{}"));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var body = Body("hi");
        foreach (var (name, value) in JsonNode.Parse("""
            {"temperature":0.5,"top_p":0.25,"frequency_penalty":1,"presence_penalty":-1,"seed":7,"stop":["END"],"max_tokens":90,"max_completion_tokens":100,"reasoning_effort":"low",
             "response_format":{"type":"json_schema","json_schema":{"name":"thing","strict":true,"schema":{"type":"object","properties":{},"additionalProperties":false}}}}
            """)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        await AskAsync(client, body);

        var sent = model.Requests.Single();
        Assert.Equal((0.5, 0.25, 1.0, -1.0), (sent.GetProperty("temperature").GetDouble(), sent.GetProperty("top_p").GetDouble(), sent.GetProperty("frequency_penalty").GetDouble(), sent.GetProperty("presence_penalty").GetDouble()));
        Assert.Equal((7, 90, "low", "END"), (sent.GetProperty("seed").GetInt32(), sent.GetProperty("max_completion_tokens").GetInt32(), sent.Text("reasoning_effort"), sent.GetProperty("stop")[0].GetString()));
        var schema = sent.GetProperty("response_format").GetProperty("json_schema");
        Assert.Equal(("thing", true), (schema.Text("name"), schema.GetProperty("strict").GetBoolean()));
    }

    [Fact]
    public async Task A_cap_is_no_more_than_the_assistants_own_and_what_it_cuts_says_so()
    {
        await using var model = await ScriptedModel.StartAsync((_, http) => Microsoft.AspNetCore.Http.HttpResponseJsonExtensions.WriteAsJsonAsync(http.Response,
            JsonNode.Parse("""{"id":"x","object":"chat.completion","created":1,"model":"scripted-1","choices":[{"index":0,"message":{"role":"assistant","content":""},"finish_reason":"length"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""")));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var body = Body("hi");
        body["max_tokens"] = 1_000_000;

        var answer = await AskAsync(client, body);

        Assert.Equal("length", answer.GetProperty("choices")[0].Text("finish_reason"));
        Assert.Equal("", answer.GetProperty("choices")[0].GetProperty("message").Text("content"));
        Assert.Equal(8192, model.Requests.Single().GetProperty("max_completion_tokens").GetInt32());
    }

    [Theory]
    [InlineData("\"none\"", "none", true)]
    [InlineData("\"auto\"", "auto", true)]
    [InlineData("\"required\"", "required", false)]
    [InlineData("{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}", "get_weather", false)]
    public async Task The_choice_of_tools_is_the_callers(string choice, string expected, bool withOwn)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Words."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var body = Body("hi");
        (body["tools"], body["tool_choice"]) = (new JsonArray(Tool.DeepClone()), JsonNode.Parse(choice));

        await AskAsync(client, body);

        var sent = model.Requests.Single();
        Assert.Contains(expected, sent.GetProperty("tool_choice").ToString(), StringComparison.Ordinal);
        var names = sent.GetProperty("tools").EnumerateArray().Select(static tool => tool.GetProperty("function").Text("name")).ToList();
        Assert.Contains("get_weather", names);
        Assert.Equal(withOwn, names.Contains("workspace_read"));
    }

    [Fact]
    public async Task Own_tools_go_before_the_callers_where_the_model_calls_both_at_once()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "get_weather", "{}"), ("c2", "workspace_list", "{}")), new ModelReply("", ("c3", "get_weather", "{}")));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var body = Body("hi");
        body["tools"] = new JsonArray(Tool.DeepClone());

        var answer = await AskAsync(client, body);

        var call = Assert.Single(answer.GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls").EnumerateArray());
        Assert.Equal("c3", call.Text("id"));
        var results = model.Requests.Last().GetProperty("messages").EnumerateArray().Where(static message => message.Text("role") == "tool").Select(static message => message.Words()).ToList();
        Assert.Contains("TOOL_PUT_OFF", results[0], StringComparison.Ordinal);
        Assert.Contains("USER.md", results[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_kept_but_the_ledger_and_one_entry_of_the_audit()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Yes."));
        await using var host = await ChatHost.StartAsync(model, settings: []);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.GetStringAsync("/workspace/files");

        await AskAsync(client, Body("hi"));
        await StreamAsync(client, Body("hi"));

        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var calls = source.CreateCommand("select state || ' ' || purpose || ' ' || coalesce(prompt_tokens, 0) from nanobot.model_calls where tenant_id = $1");
        calls.Parameters.Add(new() { Value = ada.TenantId });
        Assert.Equal(["settled completion 11", "settled completion 11"], await ReadAsync(calls));
        Assert.Equal(["completions.create ok", "completions.create ok"], await EntriesAsync(host, ada));
        var list = await (await client.GetAsync("/sessions")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Tools_that_a_policy_denies_are_refused_and_told_in_the_operations_name()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-files", "tool:workspace_*"));
        using var client = host.For(ada);

        await AskAsync(client, Body("hi"));

        Assert.Contains("POLICY_DENIED", model.Requests.Last().GetProperty("messages").EnumerateArray().Last().Words(), StringComparison.Ordinal);
        Assert.Contains("completions.create POLICY_DENIED", await EntriesAsync(host, ada));
    }

    [Fact]
    public async Task One_user_sees_nothing_of_another()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Yes."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var first = host.For(ada);
        using var second = host.For(TestContexts.Of(ada.TenantId!, "bob", TenantRole.User, "professional", 1));
        using var third = host.For(TestContexts.User());
        await first.PutAsync("/workspace/files/USER.md", new StringContent("canary-of-ada"));

        foreach (var client in new[] { first, second, third })
        {
            await AskAsync(client, Body("who am I?"));
        }

        Assert.Equal([true, false, false], model.Requests.Select(static request => request.GetRawText().Contains("canary-of-ada", StringComparison.Ordinal)));
    }

    private static JsonObject Body(string text, string? messages = null) => new()
    {
        ["model"] = "scripted-1",
        ["messages"] = messages is null ? new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }) : JsonNode.Parse(messages),
    };

    private static async Task<JsonElement> AskAsync(HttpClient client, JsonObject body)
    {
        using var response = await client.PostAsJsonAsync(Path, body);
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    private static async Task<List<string>> StreamAsync(HttpClient client, JsonObject body)
    {
        body["stream"] = true;
        using var response = await client.PostAsJsonAsync(Path, body);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return [.. (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static line => line["data: ".Length..])];
    }

    private static async Task<List<string>> EntriesAsync(ChatHost host, TenantContext context)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand("select envelope from nanobot.outbox where tenant_id = $1 and topic = 'audit.recorded.v1' order by id");
        command.Parameters.Add(new() { Value = context.TenantId });
        return [.. (await ReadAsync(command)).Select(static envelope => JsonDocument.Parse(envelope).RootElement.GetProperty("data").GetProperty("entry"))
            .Select(static entry => $"{entry.Text("operation")} {entry.Text("outcome")}")];
    }

    private static async Task<List<string>> ReadAsync(NpgsqlCommand command)
    {
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
