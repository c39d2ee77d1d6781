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
    private static readonly ModelReply[] ListsFiles = [new("", ("c1", "workspace_list", "{}"), ("c2", "schedule_list", "{}")), new("Done.")];

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

    [Theory]
    [InlineData("user.level", "3", true)]
    [InlineData("user.level", "4", false)]
    [InlineData("key.use", "\"ci\"", true)]
    [InlineData("tenant.tier", "\"professional\"", true)]
    [InlineData("tenant.region", "\"eu\"", true)]
    [InlineData("tool.name", "\"workspace_list\"", true)]
    [InlineData("work.origin", "\"request\"", true)]
    [InlineData("request.method", "\"POST\"", false)]
    [InlineData("operation", "\"chat.send\"", false)]
    public async Task A_condition_on_attributes_sees_what_is_known_of_whoever_has_a_tool_called(string key, string value, bool holds)
    {
        await using var model = await ScriptedModel.StartAsync(ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        var tenant = TestContexts.NewTenantId();
        host.Peers.Rights.SetAttributes(tenant, "ada", null, """{"level":3}""");
        host.Peers.Rights.SetAttributes(tenant, null, "k1", """{"use":"ci"}""");
        host.Peers.Rights.SetAttributes(tenant, null, null, """{"region":"eu"}""");
        host.Peers.Rights.SetAttributes(TestContexts.NewTenantId(), "ada", null, """{"level":4}""");
        host.Peers.Rights.Set(tenant, RightsStandIn.Policy("no-files", "tool:workspace_list") with
        {
            Conditions = new PolicyConditions(Attributes: [new(key, "eq", JsonDocument.Parse(value).RootElement)]),
        });
        using var client = host.For(TenantContext.ForCredential(tenant, "ada", TenantRole.User, "professional", 1, "k1"));

        await client.SayAsync("my files");

        Assert.Equal(holds, Results(model)[0].Contains("POLICY_DENIED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_attribute_that_is_put_in_the_middle_of_a_turn_decides_the_next_call()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("", ("c2", "workspace_list", "{}")), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("not-on-leave", "tool:workspace_list") with
        {
            Conditions = new PolicyConditions(Attributes: [new("user.on_leave", "eq", JsonDocument.Parse("true").RootElement)]),
        });
        var (answer, calls) = (model.Answer, 0);
        model.Answer = async (request, http) =>
        {
            if (++calls == 2)
            {
                host.Peers.Rights.SetAttributes(ada.TenantId!, ada.UserId, null, """{"on_leave":true}""");
                await Eventually.TrueAsync(() => Task.FromResult(host.Peers.Rights.IsSettled));
            }

            await answer(request, http);
        };
        using var client = host.For(ada);

        await client.SayAsync("my files");

        Assert.Equal([false, true], Results(model).Select(static result => result.Contains("POLICY_DENIED", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("model.name", "scripted-1", true)]
    [InlineData("model.provider", "openai", true)]
    [InlineData("model.provider", "offline", false)]
    public async Task A_condition_on_a_model_sees_its_name_and_who_runs_it(string key, string value, bool holds)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("not-that", "model:*") with
        {
            Conditions = new PolicyConditions(Attributes: [new(key, "eq", JsonSerializer.SerializeToElement(value))]),
        });
        using var client = host.For(ada);

        using var response = await client.ChatAsync("hi");

        Assert.Equal(holds ? HttpStatusCode.Forbidden : HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Beside_a_previous_version_that_knows_no_attributes_a_user_has_none()
    {
        await using var model = await ScriptedModel.StartAsync(ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        host.Peers.Rights.KnowsAttributes = false;
        var ada = TestContexts.User();
        host.Peers.Rights.SetAttributes(ada.TenantId!, ada.UserId, null, """{"level":3}""");
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-files", "tool:workspace_list") with
        {
            Conditions = new PolicyConditions(Attributes: [new("user.level", "exists")]),
        });
        using var client = host.For(ada);

        await client.SayAsync("my files");

        Assert.DoesNotContain("POLICY_DENIED", Results(model)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_condition_on_attributes_nobody_is_asked_for_any()
    {
        await using var model = await ScriptedModel.StartAsync(ListsFiles);
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await client.SayAsync("my files");

        Assert.Empty(host.Peers.Rights.AttributeLookups);
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

    private static List<string> Results(ScriptedModel model) => [.. model.Requests.Last().GetProperty("messages").EnumerateArray()
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
