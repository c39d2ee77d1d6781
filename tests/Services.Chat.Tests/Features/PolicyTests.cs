using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What policies let a turn use: its tools and its model.</summary>
public sealed class PolicyTests
{
    internal static readonly ModelReply[] ListsFiles = [new("", ("c1", "workspace_list", "{}"), ("c2", "schedule_list", "{}")), new("Done.")];

    [Fact]
    public async Task A_tool_that_a_policy_denies_is_an_error_that_names_it_and_the_turn_goes_on()
    {
        await using var model = await ScriptedModel.StartAsync(ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-files", "tool:workspace_*"));
        using var client = host.For(ada);

        var answer = await client.SayAsync("my files");

        Assert.Equal("Done.", answer.Text("response"));
        var (denied, allowed) = (Results(model)[0], Results(model)[1]);
        Assert.Equal("POLICY_DENIED", JsonDocument.Parse(denied).RootElement.GetProperty("error").Text("code"));
        Assert.Contains("workspace_list", denied, StringComparison.Ordinal);
        Assert.Contains("no-files", denied, StringComparison.Ordinal);
        Assert.DoesNotContain("error", allowed, StringComparison.Ordinal);
        var history = await (await client.GetAsync($"/sessions/{answer.Text("session_id")}")).JsonAsync(HttpStatusCode.OK);
        Assert.Contains("POLICY_DENIED", history.GetRawText(), StringComparison.Ordinal);
        Assert.Equal([("chat.send", "tool:workspace_list", "POLICY_DENIED", "ada")], await RefusalsAsync(host, ada));
    }

    [Fact]
    public async Task A_stream_shows_the_user_that_a_tool_was_denied()
    {
        await using var model = await ScriptedModel.StartAsync(ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-files", "tool:workspace_list"));
        using var client = host.For(ada);

        var events = await StreamAsync(client, "my files");

        var ends = events.Where(static one => one.Type == "tool" && one.Data.Text("status") != "started").Select(static one => (one.Data.Text("name"), one.Data.Text("status"), Code(one.Data)));
        Assert.Equal([("workspace_list", "failed", "POLICY_DENIED"), ("schedule_list", "completed", null)], ends);
        Assert.Equal("done", events[^1].Type);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_a_policy_denies_is_not_asked_and_the_turn_is_refused(bool streamed)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Never."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-models", "model:scripted-*"));
        using var client = host.For(ada);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "hi" }) };
        if (streamed)
        {
            request.Headers.Accept.ParseAdd("text/event-stream");
        }

        using var response = await client.SendAsync(request);

        var problem = await response.RefusedAsync(HttpStatusCode.Forbidden, "POLICY_DENIED");
        Assert.Equal(("policy", "model:scripted-1", "no-models"), (problem.Text("guard"), problem.Text("resource"), problem.Text("matched_policy")));
        Assert.Empty(model.Requests);
        Assert.Equal("POLICY_DENIED", response.Headers.GetValues("X-Tenant-Refusal").Single());
        Assert.Empty(await RefusalsAsync(host, ada));
    }

    [Fact]
    public async Task A_model_that_is_denied_in_the_middle_of_a_turn_ends_it_there_and_that_is_audited()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "schedule_list", "{}")), new ModelReply("Never."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        var answer = model.Answer;
        model.Answer = async (request, http) =>
        {
            host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-models", "model:*"));
            // As long as whoever changed it waits before it is acknowledged.
            await Eventually.TrueAsync(() => Task.FromResult(host.Peers.Rights.IsSettled));
            await answer(request, http);
        };
        using var client = host.For(ada);

        var events = await StreamAsync(client, "hi");

        Assert.Equal(("error", "POLICY_DENIED"), (events[^1].Type, Code(events[^1].Data)));
        Assert.Single(model.Requests);
        Assert.Equal([("chat.send", "model:scripted-1", "POLICY_DENIED", "ada")], await RefusalsAsync(host, ada));
    }

    [Fact]
    public async Task Without_policies_of_their_own_tenants_use_what_the_suite_lets_each_role_use_and_one_tenants_bind_no_other()
    {
        await using var model = await ScriptedModel.StartAsync([.. ListsFiles, .. ListsFiles]);
        await using var host = await ChatHost.StartAsync(model);
        var (ada, other) = (TestContexts.User(), TestContexts.User());
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("nothing", "tool:*"), RightsStandIn.Policy("no-models", "model:*"));
        using var client = host.For(other);

        await client.SayAsync("my files");

        Assert.All(Results(model), static result => Assert.DoesNotContain("POLICY", result, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("198.51.100.7", false)]
    [InlineData(null, false)]
    public async Task A_condition_on_the_address_sees_where_the_gateway_saw_the_caller(string? address, bool isAllowed)
    {
        await using var model = await ScriptedModel.StartAsync(ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-files", "tool:workspace_list"), RightsStandIn.Policy("from-office", "tool:workspace_list", "allow", 11) with
        {
            Conditions = new PolicyConditions(Ip: new IpCondition(InCidrs: ["192.0.2.0/24"])),
        });
        using var client = host.For(ada);
        if (address is not null)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        }

        await client.SayAsync("my files");

        Assert.Equal(isAllowed, !Results(model)[0].Contains("POLICY_DENIED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_in_shadow_mode_stops_nothing()
    {
        await using var model = await ScriptedModel.StartAsync(ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("maybe", "tool:*") with { Mode = "shadow" }, RightsStandIn.Policy("perhaps", "model:*") with { Mode = "shadow" });
        using var client = host.For(ada);

        await client.SayAsync("my files");

        Assert.All(Results(model), static result => Assert.DoesNotContain("POLICY", result, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_nobody_who_knows_the_policies_no_model_is_asked()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Never."));
        await using var host = await ChatHost.StartAsync(model);
        host.Peers.Rights.Down = true;
        using var client = host.For(TestContexts.User());

        using var response = await client.ChatAsync("hi");

        await response.RefusedAsync(HttpStatusCode.ServiceUnavailable, "POLICIES_UNKNOWN");
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task Many_tool_calls_ask_the_tenants_module_for_the_policies_once()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", [.. Enumerable.Range(1, 16).Select(static i => ($"c{i}", "workspace_list", "{}"))]), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);

        await client.SayAsync("all of them");

        Assert.Single(host.Peers.Rights.Lookups, tenant => tenant == ada.TenantId);
    }

    internal static List<string> Results(ScriptedModel model) => [.. model.Requests.Last().GetProperty("messages").EnumerateArray()
        .Where(static message => message.Text("role") == "tool").Select(static message => message.Words())];

    private static string? Code(JsonElement data) => data.TryGetProperty("code", out var code) ? code.GetString() : null;

    private static async Task<List<(string Type, JsonElement Data)>> StreamAsync(HttpClient client, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var events = new List<(string, JsonElement)>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
        }

        return events;
    }

    private static async Task<List<(string Operation, string Target, string Outcome, string User)>> RefusalsAsync(ChatHost host, TenantContext context)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand("select envelope from nanobot.outbox where tenant_id = $1 and topic = 'audit.recorded.v1' order by id");
        command.Parameters.Add(new NpgsqlParameter { Value = context.TenantId! });
        await using var reader = await command.ExecuteReaderAsync();
        var entries = new List<(string, string, string, string)>();
        while (await reader.ReadAsync())
        {
            var entry = JsonDocument.Parse(reader.GetString(0)).RootElement.GetProperty("data").GetProperty("entry");
            if (entry.Text("outcome") != "ok")
            {
                entries.Add((entry.Text("operation"), entry.Text("target"), entry.Text("outcome"), entry.Text("user_id")));
            }
        }

        return entries;
    }
}
