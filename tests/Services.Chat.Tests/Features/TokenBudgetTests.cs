using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class TokenBudgetTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_usage_of_an_answer_is_what_the_ledger_says_of_its_turn(bool streamed)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("Done.") { PromptTokens = 90, CompletionTokens = 5 });
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);

        var answer = streamed ? (await StreamAsync(client, "hi"))[^1].Data : await client.SayAsync("hi");

        var calls = await CallsAsync(host, ada);
        Assert.Equal(2, calls.Count);
        Assert.All(calls, call => Assert.Equal(("settled", "chat_turn", answer.Text("session_id")), (call.State, call.Purpose, call.Subject)));
        Assert.Single(calls.Select(static call => call.RunId).Distinct());
        var usage = answer.GetProperty("usage");
        Assert.Equal((101L, 12L), (usage.GetProperty("prompt_tokens").GetInt64(), usage.GetProperty("completion_tokens").GetInt64()));
        Assert.Equal((101L, 12L), (calls.Sum(static call => call.Prompt), calls.Sum(static call => call.Completion)));
    }

    [Theory]
    [InlineData("free")]
    [InlineData("basic")]
    [InlineData("professional")]
    [InlineData("enterprise")]
    public async Task A_turn_fits_into_what_each_plan_allows_and_a_message_that_does_not_is_told_so(string plan)
    {
        await using var host = await ChatHost.StartAsync(settings: new() { ["Limits:Tiers:professional:tokens_per_request"] = "8192" });
        var ada = TestContexts.Of(TestContexts.NewTenantId(), "ada", TenantRole.User, plan, 1);
        using var client = host.For(ada);
        foreach (var file in new[] { "MEMORY.md", "USER.md", "SOUL.md" })
        {
            using var written = await client.PutAsync($"/workspace/files/{file}", new StringContent(string.Concat(Enumerable.Repeat("记住这个。", 6_000))));
            Assert.True(written.IsSuccessStatusCode);
        }

        var session = (await client.SayAsync("hello")).Text("session_id");
        for (var i = 0; i < 3; i++)
        {
            await client.SayAsync("hello again", session);
        }

        using var tooLong = await client.ChatAsync(new string('长', 10_000));
        if (plan == "enterprise")
        {
            await tooLong.JsonAsync(HttpStatusCode.OK);
            return;
        }

        var problem = await tooLong.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "TOKEN_LIMIT");
        Assert.True(problem.GetProperty("used").GetInt64() > problem.GetProperty("limit").GetInt64());
    }

    [Fact]
    public async Task A_budget_that_is_used_up_is_told_at_both_doors_and_in_a_stream_that_has_begun()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Let me see.", ("c1", "workspace_list", "{}")) { PromptTokens = 990 }, new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model, new() { ["Limits:Tiers:free:tokens_per_day"] = "2600" });
        var ada = TestContexts.Of(TestContexts.NewTenantId(), "ada", TenantRole.User, "free", 1);
        using var client = host.For(ada);

        var events = await StreamAsync(client, "hi");
        using var whole = await client.ChatAsync("hi");
        using var stream = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "hi" }) };
        stream.Headers.Accept.ParseAdd("text/event-stream");
        using var refused = await client.SendAsync(stream);

        var (name, error) = events[^1];
        Assert.Equal(("error", 429, "QUOTA_EXCEEDED", 2600L), (name, error.GetProperty("status").GetInt32(), error.Text("code"), error.GetProperty("limit").GetInt64()));
        foreach (var response in new[] { whole, refused })
        {
            var problem = await response.RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
            Assert.Equal(("tokens_per_day", 2600L, 997L, 0L), (problem.Text("quota"), problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64(), problem.GetProperty("reserved").GetInt64()));
            var left = problem.GetProperty("resets_at").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
            Assert.InRange(left.TotalSeconds - response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, -10, 1);
        }

        Assert.Single(model.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_turn_ends_at_exactly_as_many_calls_of_tools_as_its_user_may_make_and_the_next_turn_begins_anew(bool streamed)
    {
        ModelReply Writes(params int[] files) => new("", [.. files.Select(static file => ($"c{file}", "workspace_write", JsonSerializer.Serialize(new { path = $"data/{file}.md", content = "x" })))]);
        await using var model = await ScriptedModel.StartAsync(Writes(1, 2), Writes(3, 4, 5), Writes(6), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TenantContext.ForCredential(TestContexts.NewTenantId(), "ada", TenantRole.User, "professional", 1, null, new("tool_calls_per_run=50", "tool_calls_per_run=3", null));
        using var client = host.For(ada);

        JsonElement problem;
        if (streamed)
        {
            var events = await StreamAsync(client, "hi");
            Assert.Equal(["c1", "c2", "c3"], events.Where(static one => one.Event == "tool" && one.Data.Text("status") == "completed").Select(static one => one.Data.Text("call_id")));
            (var name, problem) = events[^1];
            Assert.Equal(("error", 429, "QUOTA_EXCEEDED"), (name, problem.GetProperty("status").GetInt32(), problem.Text("code")));
        }
        else
        {
            using var response = await client.ChatAsync("hi");
            problem = await response.RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
            Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        }

        Assert.Equal(("tool_calls_per_run", "run", 3L, 3L), (problem.Text("quota"), problem.Text("owner"), problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64()));
        var files = (await (await client.GetAsync("/workspace/files?limit=200")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Select(static file => file.Text("path")).ToList();
        Assert.Equal(["data/1.md", "data/2.md", "data/3.md"], files.Where(static file => file.StartsWith("data/", StringComparison.Ordinal)));
        await client.SayAsync("again");
    }

    [Theory]
    [InlineData("money_per_day", "tenant", "0.00005")]
    [InlineData("money_per_run", "run", "0.00005")]
    [InlineData("tokens_per_run", "run", "50")]
    public async Task What_a_turn_may_cost_is_told_in_the_currency_at_both_doors(string quota, string owner, string limit)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model, new() { ["Ai:Prices:Models:0:Model"] = "*", ["Ai:Prices:Models:0:Input"] = "1000000", ["Ai:Prices:Models:0:Output"] = "1000000" });
        var ada = TenantContext.ForCredential(TestContexts.NewTenantId(), "ada", TenantRole.User, "professional", 1, null, OwnQuotas.OfTenant($"{quota}=50"));
        using var client = host.For(ada);

        using var whole = await client.ChatAsync("hi");
        using var stream = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "hi" }) };
        stream.Headers.Accept.ParseAdd("text/event-stream");
        using var streamed = await client.SendAsync(stream);

        foreach (var response in new[] { whole, streamed })
        {
            var problem = await response.RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
            Assert.Equal((quota, owner, limit, "0"), (problem.Text("quota"), problem.Text("owner"), problem.GetProperty("limit").GetRawText(), problem.GetProperty("used").GetRawText()));
        }

        Assert.Empty(model.Requests);
    }

    private static async Task<List<(string Event, JsonElement Data)>> StreamAsync(HttpClient client, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request);
        var events = new List<(string, JsonElement)>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
        }

        return events;
    }

    internal static async Task<List<(string State, string Purpose, string Subject, Guid RunId, long Prompt, long Completion)>> CallsAsync(ChatHost host, TenantContext context)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand("select state, purpose, subject, run_id, prompt_tokens, completion_tokens from nanobot.model_calls where tenant_id = $1");
        command.Parameters.Add(new() { Value = context.RequiredTenantId });
        await using var reader = await command.ExecuteReaderAsync();
        var calls = new List<(string, string, string, Guid, long, long)>();
        while (await reader.ReadAsync())
        {
            calls.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetGuid(3), reader.GetInt64(4), reader.GetInt64(5)));
        }

        return calls;
    }
}
