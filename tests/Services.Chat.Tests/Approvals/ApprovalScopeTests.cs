using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Approvals;

/// <summary>Whose an approval is, how long it is there, and how many there may be.</summary>
public sealed class ApprovalScopeTests
{
    [Fact]
    public async Task Of_another_user_and_of_another_tenant_there_is_none()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var id = (await client.DoAsync(model, null, Asking.Writes("Be brief."))).Waiting();

        foreach (var stranger in new[] { TestContexts.User("bob", ada.TenantId), TestContexts.User("ada") })
        {
            using var other = host.For(stranger);
            await (await other.GetAsync($"/approvals/{id}")).RefusedAsync(HttpStatusCode.NotFound, "APPROVAL_NOT_FOUND");
            await (await other.DecideAsync(id, "approve")).RefusedAsync(HttpStatusCode.NotFound, "APPROVAL_NOT_FOUND");
            Assert.Empty((await (await other.GetAsync("/approvals")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        }

        foreach (var missing in new[] { Guid.NewGuid().ToString(), "x" })
        {
            await (await client.GetAsync($"/approvals/{missing}")).RefusedAsync(HttpStatusCode.NotFound, "APPROVAL_NOT_FOUND");
            await (await client.DecideAsync(missing, "reject")).RefusedAsync(HttpStatusCode.NotFound, "APPROVAL_NOT_FOUND");
        }

        Assert.Equal("pending", (await client.ApprovalAsync(id)).Text("state"));
    }

    [Fact]
    public async Task Whoever_asks_for_no_decision_is_told_what_there_is()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        await (await client.DecideAsync(Guid.NewGuid().ToString(), "maybe")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.PostAsJsonAsync($"/approvals/{Guid.NewGuid()}", new { })).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync("/approvals?state=waiting")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
    }

    [Fact]
    public async Task With_its_session_or_its_turn_it_is_gone()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, settings: []);
        using var client = host.For(TestContexts.User());
        var first = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        var second = await client.DoAsync(model, null, Asking.Writes("Be long."));
        model.Says(new ModelReply("Never mind."));

        await client.DeleteAsync($"/sessions/{first.Text("session_id")}");
        await client.PostAsJsonAsync($"/sessions/{second.Text("session_id")}/regenerate", new { });

        foreach (var gone in new[] { first.Waiting(), second.Waiting() })
        {
            await (await client.DecideAsync(gone, "approve")).RefusedAsync(HttpStatusCode.NotFound, "APPROVAL_NOT_FOUND");
        }

        Assert.Equal(0, await CountAsync(client));
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var rows = source.CreateCommand("select count(*) from chat_approval");
        Assert.Equal(0L, await rows.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_turn_that_fails_leaves_none_behind()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var calls = 0;
        model.Answer = (request, http) =>
        {
            if (++calls == 1)
            {
                return new ModelReply("", Asking.Writes("Be brief.")).WriteAsync(http, request);
            }

            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        };

        using var answer = await client.ChatAsync("go on");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(0, await CountAsync(client));
    }

    [Fact]
    public async Task Beyond_the_bound_a_call_does_not_wait_and_the_model_is_told()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, new() { ["Approvals:MaximumPending"] = "2" });
        using var client = host.For(TestContexts.User());

        var answer = await client.DoAsync(model, null, Asking.Writes("1"), Asking.Writes("2"), Asking.Writes("3"));

        Assert.Equal(2, answer.GetProperty("approvals").GetArrayLength());
        Assert.Contains("APPROVALS_FULL", model.Results()[^1], StringComparison.Ordinal);
        var id = answer.GetProperty("approvals")[0].Text("approval_id");
        await (await client.DecideAsync(id, "reject")).JsonAsync(HttpStatusCode.OK);
        Assert.Single((await client.DoAsync(model, null, Asking.Writes("4"))).GetProperty("approvals").EnumerateArray());
    }

    [Fact]
    public async Task A_call_that_lacks_what_it_needs_does_not_wait()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        foreach (var arguments in new[] { """{"path":"AGENTS.md"}""", """{"path":"AGENTS.md","content":null}""", """{"path":"AGENTS.md","content":7}""" })
        {
            var answer = await client.DoAsync(model, null, ("w", "workspace_write", arguments));

            Assert.Empty(answer.GetProperty("approvals").EnumerateArray());
            Assert.Contains("TOOL_ARGUMENTS_INVALID", model.Results()[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_no_session_is_kept_a_call_waits_by_itself_and_is_done_without_more_words()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", Asking.Writes("Be brief.")), new ModelReply("It waits."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        using var answer = await client.PostAsJsonAsync("/v1/chat/completions", new { model = "scripted-1", messages = new[] { new { role = "user", content = "be brief" } } });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var items = (await (await client.GetAsync("/approvals")).JsonAsync(HttpStatusCode.OK)).GetProperty("items");
        var waiting = Assert.Single(items.EnumerateArray());
        Assert.Contains(waiting.Text("approval_id"), model.Results()[^1], StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("session_id").ValueKind);
        var calls = model.Requests.Count;
        var decided = await (await client.DecideAsync(waiting.Text("approval_id"), "approve")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(("It was done.", JsonValueKind.Null), (decided.Text("response"), decided.GetProperty("session_id").ValueKind));
        Assert.Equal("Be brief.", await client.ReadAsync("AGENTS.md"));
        Assert.Equal(calls, model.Requests.Count);
        await (await client.DecideAsync(waiting.Text("approval_id"), "approve")).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_DECIDED");
    }

    [Fact]
    public async Task The_list_comes_page_by_page()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var answer = await client.DoAsync(model, null, [.. Enumerable.Range(0, 5).Select(static i => Asking.Writes($"{i}"))]);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await (await client.GetAsync($"/approvals?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).JsonAsync(HttpStatusCode.OK);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(static item => item.Text("approval_id")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(answer.GetProperty("approvals").EnumerateArray().Select(static item => item.Text("approval_id")).Reverse(), seen);
    }

    private static async Task<int> CountAsync(HttpClient client) =>
        (await (await client.GetAsync("/approvals")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").GetArrayLength();
}
