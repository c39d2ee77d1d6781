using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Models;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Models;

/// <summary>Models that tenants and users have brought answer for them, and for nobody else.</summary>
public sealed class OwnModelTests
{
    private const string Key = "tenants-secret-canary-0123456789";

    // The server's own answers and keys, by the model that is asked.
    private readonly ConcurrentQueue<(string Model, string Authorization, string Header)> _asked = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_users_is_asked_first_then_the_tenants_then_the_installations(bool isStreamed)
    {
        await using var model = await StartAsync(failing: ["mine-at-home", "ours-at-home"]);
        await using var host = await HostAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.Set(ada.TenantId!, RightsStandIn.Policy("users-may", "model:user.*", "allow"));
        host.Peers.Rights.SetModels(ada.TenantId!, ada.UserId, Of(model, ada.TenantId!, ada.UserId, "mine"));
        host.Peers.Rights.SetModels(ada.TenantId!, null, Of(model, ada.TenantId!, null, "ours") with { InputPrice = 1_000_000, OutputPrice = 2_000_000 });
        using var client = host.For(ada);

        Assert.Contains("From scripted-1.", await SayAsync(client, isStreamed), StringComparison.Ordinal);
        Assert.Equal([("mine-at-home", $"Bearer {Key}"), ("ours-at-home", $"Bearer {Key}"), ("scripted-1", "Bearer tests-only")], _asked.Select(static one => (one.Model, one.Authorization)));
        Assert.Equal(["user.mine failed", "tenant.ours failed", "scripted-1 settled"], (await CallsAsync(host, ada.TenantId!)).Select(static call => $"{call.Model} {call.State}"));
    }

    [Fact]
    public async Task A_tenants_model_is_called_by_its_own_name_in_answer_and_ledger_and_costs_what_its_owner_says()
    {
        await using var model = await StartAsync();
        await using var host = await HostAsync(model, new() { ["Ai:Prices:Models:0:Model"] = "*", ["Ai:Prices:Models:0:Input"] = "77000000", ["Ai:Prices:Models:0:Output"] = "77000000" });
        var ada = TestContexts.User();
        host.Peers.Rights.SetModels(ada.TenantId!, null,
            Of(model, ada.TenantId!, null, "priced") with { InputPrice = 1_000_000, OutputPrice = 2_000_000 }, Of(model, ada.TenantId!, null, "free") with { InChain = false });
        using var client = host.For(ada);

        var priced = await (await CompleteAsync(client, "tenant.priced")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(("tenant.priced", "From priced-at-home."), (priced.Text("model"), priced.GetProperty("choices")[0].GetProperty("message").Text("content")));
        await (await CompleteAsync(client, "tenant.free")).JsonAsync(HttpStatusCode.OK);

        var calls = await CallsAsync(host, ada.TenantId!);
        Assert.Equal([("tenant.priced", "own"), ("tenant.free", null)], calls.Select(static call => (call.Model, call.Version)));
        Assert.True(calls[0].Cost > 0, "the priced one cost nothing");
        Assert.Equal(0, calls[1].Cost);
    }

    [Fact]
    public async Task Models_of_another_tenant_or_user_are_not_there()
    {
        await using var model = await StartAsync();
        await using var host = await HostAsync(model);
        var (ada, eve) = (TestContexts.User(), TestContexts.User());
        host.Peers.Rights.SetModels(ada.TenantId!, null, Of(model, ada.TenantId!, null, "ours"));
        using var hers = host.For(ada);
        using var others = host.For(eve);

        Assert.Equal(["scripted-1", "tenant.ours"], await ListAsync(hers));
        Assert.Equal(["scripted-1"], await ListAsync(others));
        Assert.Equal(HttpStatusCode.OK, (await hers.GetAsync("/v1/models/tenant.ours")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await others.GetAsync("/v1/models/tenant.ours")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await CompleteAsync(others, "tenant.ours")).StatusCode);
        await (await TestAsync(others, "tenant.ours")).RefusedAsync(HttpStatusCode.NotFound, "model_not_found");
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_row_that_was_moved_to_another_tenant_cannot_be_opened()
    {
        await using var model = await StartAsync();
        await using var host = await HostAsync(model);
        var (ada, eve) = (TestContexts.User(), TestContexts.User());
        host.Peers.Rights.SetModels(eve.TenantId!, null, Of(model, ada.TenantId!, null, "ours"));
        host.Peers.Rights.SetModels(ada.TenantId!, null, Of(model, ada.TenantId!, null, "ours") with { Address = $"{Address(model)}/elsewhere" });
        using var hers = host.For(ada);
        using var others = host.For(eve);

        Assert.Equal(HttpStatusCode.BadGateway, (await CompleteAsync(others, "tenant.ours")).StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, (await CompleteAsync(hers, "tenant.ours")).StatusCode);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Users_have_models_of_their_own_only_where_a_policy_lets_them()
    {
        await using var model = await StartAsync();
        await using var host = await HostAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.SetModels(ada.TenantId!, ada.UserId, Of(model, ada.TenantId!, ada.UserId, "mine"));
        using var client = host.For(ada);

        Assert.Equal(["scripted-1"], await ListAsync(client));
        Assert.Contains("From scripted-1.", await SayAsync(client, isStreamed: false), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await CompleteAsync(client, "user.mine")).StatusCode);
    }

    [Fact]
    public async Task Its_server_is_told_the_headers_that_were_given_and_no_key_where_there_is_none()
    {
        await using var model = await StartAsync();
        await using var host = await HostAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.SetModels(ada.TenantId!, null, BroughtBy.Of(ada.TenantId!, null, "ours", Address(model), key: null, ("api-key", "azures")));
        using var client = host.For(ada);

        await (await CompleteAsync(client, "tenant.ours")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("ours-at-home", "", "azures"), Assert.Single(_asked));
    }

    [Fact]
    public async Task A_model_that_calls_no_tools_is_offered_none()
    {
        await using var model = await StartAsync();
        await using var host = await HostAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.SetModels(ada.TenantId!, null, Of(model, ada.TenantId!, null, "plain") with { TakesTools = false }, Of(model, ada.TenantId!, null, "handy"));
        using var client = host.For(ada);

        await (await CompleteAsync(client, "tenant.plain")).JsonAsync(HttpStatusCode.OK);
        await (await CompleteAsync(client, "tenant.handy")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal([false, true], model.Requests.Select(static request => request.TryGetProperty("tools", out _)));
    }

    [Fact]
    public async Task A_changed_key_is_used_within_two_seconds_at_every_process()
    {
        await using var model = await StartAsync();
        await using var host = await HostAsync(model);
        await using var beside = host.Beside(model, Own(model));
        var ada = TestContexts.User();
        host.Peers.Rights.SetModels(ada.TenantId!, null, Of(model, ada.TenantId!, null, "ours", "first-key"));
        using var one = host.For(ada);
        using var other = beside.ClientFor(ada);
        await CompleteAsync(one, "tenant.ours");
        await CompleteAsync(other, "tenant.ours");

        host.Peers.Rights.SetModels(ada.TenantId!, null, Of(model, ada.TenantId!, null, "ours", "second-key"));
        await Eventually.TrueAsync(() => Task.FromResult(host.Peers.Rights.IsSettled));
        await CompleteAsync(one, "tenant.ours");
        await CompleteAsync(other, "tenant.ours");

        Assert.Equal(["Bearer first-key", "Bearer first-key", "Bearer second-key", "Bearer second-key"], _asked.Select(static one => one.Authorization));
    }

    [Fact]
    public async Task A_test_says_whether_a_model_answers_and_why_not()
    {
        await using var model = await StartAsync(failing: ["broken-at-home"], status: 401);
        await using var host = await HostAsync(model);
        var ada = TestContexts.User();
        host.Peers.Rights.SetModels(ada.TenantId!, null, Of(model, ada.TenantId!, null, "ours"), Of(model, ada.TenantId!, null, "broken"));
        using var client = host.For(ada);

        var works = await (await TestAsync(client, "tenant.ours")).JsonAsync(HttpStatusCode.OK);
        var broken = await (await TestAsync(client, "tenant.broken")).JsonAsync(HttpStatusCode.OK);

        Assert.True(works.GetProperty("works").GetBoolean());
        Assert.Equal("From ours-at-home.", works.Text("answer"));
        Assert.False(broken.GetProperty("works").GetBoolean());
        Assert.Contains("HTTP 401", broken.Text("reason"), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, broken.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["tenant.ours settled", "tenant.broken failed"], (await CallsAsync(host, ada.TenantId!)).Select(static call => $"{call.Model} {call.State}"));
        await (await TestAsync(client, "")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
    }

    private static OwnModel Of(ScriptedModel model, string tenantId, string? userId, string name, string key = Key) => BroughtBy.Of(tenantId, userId, name, Address(model), key);

    private static string Address(ScriptedModel model) => model.Settings["Ai:Endpoint"]!;

    private static Dictionary<string, string?> Own(ScriptedModel model) => new()
    {
        ["Ai:MaximumRetries"] = "0", ["Ai:Own:AllowHttp"] = "true", ["Web:AllowedHosts:0"] = new Uri(Address(model)).Authority,
    };

    private static Task<ChatHost> HostAsync(ScriptedModel model, Dictionary<string, string?>? more = null) => ChatHost.StartAsync(model, new(Own(model).Concat(more ?? [])));

    private Task<ScriptedModel> StartAsync(string[]? failing = null, int status = StatusCodes.Status503ServiceUnavailable) => ScriptedModel.StartAsync((request, http) =>
    {
        _asked.Enqueue((request.Text("model")!, http.Request.Headers.Authorization.ToString(), http.Request.Headers["api-key"].ToString()));
        if (failing?.Contains(request.Text("model")) is true)
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync($"{{\"error\":{{\"message\":\"wrong key {Key}\"}}}}");
        }

        return new ModelReply($"From {request.Text("model")}.").WriteAsync(http, request);
    });

    private static Task<HttpResponseMessage> CompleteAsync(HttpClient client, string model) =>
        client.PostAsync("/v1/chat/completions", new StringContent($$"""{"model":"{{model}}","messages":[{"role":"user","content":"hello"}]}""", null, "application/json"));

    private static Task<HttpResponseMessage> TestAsync(HttpClient client, string model) =>
        client.PostAsync("/models/test", new StringContent($$"""{"model":"{{model}}"}""", null, "application/json"));

    private static async Task<IEnumerable<string?>> ListAsync(HttpClient client) =>
        (await (await client.GetAsync("/v1/models")).JsonAsync(HttpStatusCode.OK)).GetProperty("data").EnumerateArray().Select(static one => one.Text("id"));

    private static async Task<string> SayAsync(HttpClient client, bool isStreamed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = new StringContent("""{"message":"hello"}""", null, "application/json") };
        if (isStreamed)
        {
            request.Headers.Add("Accept", "text/event-stream");
        }

        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<List<(string Model, string State, string? Version, long Cost)>> CallsAsync(ChatHost host, string tenant)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand("select model, state, price_version, cost_micros from nanobot.model_calls where tenant_id = $1 order by began_at, call_id");
        command.Parameters.Add(new() { Value = tenant });
        await using var rows = await command.ExecuteReaderAsync();
        var calls = new List<(string, string, string?, long)>();
        while (await rows.ReadAsync())
        {
            calls.Add((rows.GetString(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetInt64(3)));
        }

        return calls;
    }
}
