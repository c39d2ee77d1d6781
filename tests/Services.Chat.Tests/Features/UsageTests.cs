using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What a tenant may keep: sessions of all its users, and what their workspaces hold.</summary>
public sealed class UsageTests
{
    [Fact]
    public async Task Of_many_sessions_begun_at_once_exactly_as_many_are_kept_as_may_be()
    {
        var host = await ChatHost.SharedAsync();
        var tenant = TestContexts.NewTenantId();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            using var client = host.For(Of(tenant, $"user-{i % 3}", "sessions=5"));
            using var response = await client.ChatAsync("hello");
            return (response.StatusCode, Body: await response.Content.ReadAsStringAsync());
        }));

        Assert.Equal(5, answers.Count(static answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.All(answers.Where(static answer => answer.StatusCode != HttpStatusCode.OK), static answer =>
            Assert.Equal("429 QUOTA_EXCEEDED sessions 5 5", Summary(answer.StatusCode, answer.Body)));
        Assert.Equal((5, 5), (await CountAsync(host, "chat_session", tenant), (await UsageAsync(host, tenant)).Sessions));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_for_which_there_is_no_place_is_refused_before_the_model_is_asked_and_one_that_is_there_goes_on(bool streamed)
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("One."), new ModelReply("Two."), new ModelReply("Three."));
        await using var host = await ChatHost.StartAsync(model);
        var tenant = TestContexts.NewTenantId();
        using var client = host.For(Of(tenant, "ada", "sessions=1"));
        var session = (await client.SayAsync("hi")).Text("session_id");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "hi" }) };
        request.Headers.Accept.ParseAdd(streamed ? "text/event-stream" : "application/json");
        using var refused = await client.SendAsync(request);

        var problem = await refused.RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
        Assert.Equal(("sessions", 1L, 1L, JsonValueKind.Null), (problem.Text("quota"), problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64(), problem.GetProperty("resets_at").ValueKind));
        Assert.Null(refused.Headers.RetryAfter);
        Assert.Single(model.Requests);
        Assert.Equal(session, (await client.SayAsync("and on", session)).Text("session_id"));
        using var deleted = await client.DeleteAsync($"/sessions/{session}");
        Assert.NotEqual(session, (await client.SayAsync("anew")).Text("session_id"));
        Assert.Equal(1, (await UsageAsync(host, tenant)).Sessions);
    }

    [Fact]
    public async Task A_users_own_amount_binds_beside_the_tenants_and_another_tenant_is_not_concerned()
    {
        var host = await ChatHost.SharedAsync();
        var tenant = TestContexts.NewTenantId();
        using var ada = host.For(Of(tenant, "ada", "sessions=3", "sessions=1"));
        using var key = host.For(Of(tenant, "bob", "sessions=3", "sessions=2", "sessions=1"));
        using var cyd = host.For(Of(tenant, "cyd", "sessions=3", "sessions=900"));
        await ada.SayAsync("hi");
        await key.SayAsync("hi");

        foreach (var client in new[] { ada, key })
        {
            var problem = await (await client.ChatAsync("hi")).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
            Assert.Equal((1L, 1L), (problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64()));
        }

        await cyd.SayAsync("hi");
        var full = await (await cyd.ChatAsync("hi")).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
        Assert.Equal(3L, full.GetProperty("limit").GetInt64());
        using var elsewhere = host.For(Of(TestContexts.NewTenantId(), "ada", "sessions=1"));
        await elsewhere.SayAsync("hi");
    }

    [Fact]
    public async Task A_raise_lifts_the_amount_until_its_end()
    {
        var host = await ChatHost.SharedAsync();
        var (tenant, now) = (TestContexts.NewTenantId(), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        using var ended = host.For(Of(tenant, "ada", $"sessions=0;sessions=5@{now - 1}"));
        using var lasting = host.For(Of(tenant, "ada", $"sessions=0;sessions=1@{now + 600}"));

        await (await ended.ChatAsync("hi")).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
        await lasting.SayAsync("hi");
    }

    [Fact]
    public async Task Of_many_files_written_at_once_exactly_as_much_is_kept_as_may_be_over_all_users()
    {
        const int Octets = 300_000;
        var host = await ChatHost.SharedAsync();
        var tenant = TestContexts.NewTenantId();
        string[] users = ["ada", "bob", "cyd"];
        foreach (var user in users)
        {
            using var client = host.For(Of(tenant, user, "storage=1"));
            using var made = await client.GetAsync("/workspace/files");
        }

        var before = (await UsageAsync(host, tenant)).Storage;
        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            using var client = host.For(Of(tenant, users[i % 3], "storage=1"));
            using var response = await client.PutAsync($"/workspace/files/f{i}.txt", new StringContent(new string('x', Octets)));
            return response.StatusCode;
        }));

        var fit = (1_000_000 - before) / Octets;
        Assert.InRange(fit, 1, 3);
        Assert.Equal(fit, statuses.Count(static status => status == HttpStatusCode.Created));
        Assert.Equal(12 - fit, statuses.Count(static status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(before + (fit * Octets), (await UsageAsync(host, tenant)).Storage);
        Assert.Equal((await UsageAsync(host, tenant)).Storage, await ScalarAsync(host, "select coalesce(sum(bytes), 0)::bigint from workspace_file where tenant_id = $1", tenant));

        // What was taken comes back, and what makes a file smaller is never refused.
        var mine = Array.FindIndex(statuses, static status => status == HttpStatusCode.Created);
        using var owner = host.For(Of(tenant, users[mine % 3], "storage=0"));
        using var smaller = await owner.PutAsync($"/workspace/files/f{mine}.txt", new StringContent("x"));
        Assert.Equal(HttpStatusCode.OK, smaller.StatusCode);
        using var gone = await owner.DeleteAsync($"/workspace/files/f{mine}.txt");
        Assert.Equal(before + ((fit - 1) * Octets), (await UsageAsync(host, tenant)).Storage);
        await (await owner.PutAsync("/workspace/files/new.txt", new StringContent("x"))).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
    }

    [Fact]
    public async Task A_users_own_amount_of_storage_binds_its_workspace_alone()
    {
        var host = await ChatHost.SharedAsync();
        var tenant = TestContexts.NewTenantId();
        using var ada = host.For(Of(tenant, "ada", null, "storage=0"));
        using var bob = host.For(Of(tenant, "bob", null));

        var problem = await (await ada.PutAsync("/workspace/files/a.txt", new StringContent("x"))).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");

        Assert.Equal(("storage", 0L), (problem.Text("quota"), problem.GetProperty("limit").GetInt64()));
        Assert.Equal(HttpStatusCode.Created, (await bob.PutAsync("/workspace/files/a.txt", new StringContent("x"))).StatusCode);
    }

    [Fact]
    public async Task What_was_there_before_is_counted_by_the_migration()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        var (tenant, other) = (TestContexts.NewTenantId(), TestContexts.NewTenantId());
        foreach (var (of, user) in new[] { (tenant, "ada"), (tenant, "ada"), (tenant, "bob"), (other, "ada") })
        {
            using var client = host.For(Of(of, user, null));
            await client.SayAsync("hi");
        }

        var counted = (await UsageAsync(host, tenant), await UsageAsync(host, other));
        await using var script = typeof(Program).Assembly.GetManifestResourceStream("migrations/0004_usage.sql")!;
        using var reader = new StreamReader(script);
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var again = source.CreateCommand(
            $"begin; drop table tenant_usage; drop function count_sessions cascade; drop function count_storage cascade; {await reader.ReadToEndAsync()} commit");
        await again.ExecuteNonQueryAsync();

        Assert.Equal((3, 1), (counted.Item1.Sessions, counted.Item2.Sessions));
        Assert.Equal(counted, (await UsageAsync(host, tenant), await UsageAsync(host, other)));
        using var ada = host.For(Of(tenant, "ada", "sessions=3"));
        await (await ada.ChatAsync("hi")).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
    }

    [Fact]
    public async Task What_is_kept_is_told_to_the_gateway_alone()
    {
        var host = await ChatHost.SharedAsync();
        var tenant = TestContexts.NewTenantId();
        Assert.Equal((0, 0), await UsageAsync(host, tenant));
        foreach (var context in new[] { TestContexts.Operator, TestContexts.Admin(tenant), TestContexts.User("ada", tenant) })
        {
            using var client = host.For(context);
            using var refused = await client.GetAsync($"/internal/tenants/{tenant}/usage");
            await refused.RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        }
    }

    private static TenantContext Of(string tenant, string user, string? ofTenant, string? ofUser = null, string? ofKey = null) =>
        TestContexts.Of(tenant, user, TenantRole.User, "professional", 1, quotas: new OwnQuotas(ofTenant, ofUser, ofKey));

    private static string Summary(HttpStatusCode status, string body)
    {
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        return $"{(int)status} {problem.Text("code")} {problem.Text("quota")} {problem.GetProperty("limit")} {problem.GetProperty("used")}";
    }

    private static async Task<(long Sessions, long Storage)> UsageAsync(ChatHost host, string tenant)
    {
        using var gateway = host.For(TestContexts.Gateway);
        var usage = await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{tenant}/usage");
        return (usage.GetProperty("sessions").GetInt64(), usage.GetProperty("storage_bytes").GetInt64());
    }

    private static Task<long> CountAsync(ChatHost host, string table, string tenant) => ScalarAsync(host, $"select count(*) from {table} where tenant_id = $1", tenant);

    private static async Task<long> ScalarAsync(ChatHost host, string sql, string tenant)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(tenant);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
