using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Asking for more for a time, and deciding on it, under a clock that is moved.</summary>
public sealed class RaiseRequestTests : IAsyncLifetime
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2031, 3, 1, 12, 0, 0, 500, TimeSpan.Zero));
    private static readonly Lazy<TenantsFactory> Shared = new(() => new TenantsFactory { Configure = services => services.AddSingleton<TimeProvider>(Clock) });
    private string _tenant = "";

    private static TenantsFactory App => Shared.Value;

    public async Task InitializeAsync()
    {
        _tenant = await App.CreateTenantAsync();
        await App.CreateUserAsync(_tenant, "ada");
        await App.CreateUserAsync(_tenant, "bob");
        await OwnAsync(_tenant, "ada", """{"agents":1}""");
        await OwnAsync(_tenant, "bob", """{"agents":1}""");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_users_request_is_granted_by_an_administrator_and_ends_by_itself_everywhere()
    {
        using var admin = App.AdminOf(_tenant);
        using var put = await admin.PutAsync("/users/ada/quotas", Http.Body("""{"quotas":{"sessions":5}}"""));

        var asked = await AskAsync(App.UserOf(_tenant, "ada"), new { quota = "sessions", amount = 20, for_seconds = 3600, reason = " a fair \u4f1a " });
        Assert.Equal(("pending", "user", "ada", "a fair \u4f1a"), (asked.Text("status"), asked.Text("scope"), asked.Text("user_id"), asked.Text("reason")));
        var decided = await DecideAsync(App.AdminOf(_tenant), asked, new { decision = "approve", amount = 12 });

        var until = DateTimeOffset.FromUnixTimeSeconds(Clock.GetUtcNow().ToUnixTimeSeconds() + 3601);
        Assert.Equal(("approved", 12, 20, TenantRole.TenantAdmin), (decided.Text("status"), decided.GetProperty("granted_amount").GetInt64(), decided.GetProperty("amount").GetInt64(), decided.Text("decided_by")));
        Assert.Equal(until, decided.GetProperty("granted_until").GetDateTimeOffset());
        Assert.Equal(12, (await QuotasAsync(admin, "/users/ada/quotas")).GetProperty("effective").GetProperty("sessions").GetInt64());
        using var gateway = App.Gateway;
        Assert.Equal($"sessions=5;sessions=12@{until.ToUnixTimeSeconds()}", (await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{_tenant}/users/ada")).Text("quotas"));

        Clock.Advance(until - Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.Equal(12, (await QuotasAsync(admin, "/users/ada/quotas")).GetProperty("effective").GetProperty("sessions").GetInt64());
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(5, (await QuotasAsync(admin, "/users/ada/quotas")).GetProperty("effective").GetProperty("sessions").GetInt64());
        Assert.Equal("sessions=5", (await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{_tenant}/users/ada")).Text("quotas"));
    }

    [Fact]
    public async Task A_tenants_request_is_granted_by_an_operator_alone_and_is_told()
    {
        var until = Clock.GetUtcNow().AddDays(2);
        var asked = await AskAsync(App.AdminOf(_tenant), new { quota = "storage", amount = 900, until, reason = "move" });
        Assert.Equal(("tenant", JsonValueKind.Null), (asked.Text("scope"), asked.GetProperty("user_id").ValueKind));

        await RefusedAsync(App.AdminOf(_tenant), asked, new { decision = "approve" }, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        var decided = await DecideAsync(App.Operator, asked, new { decision = "approve" });

        var end = DateTimeOffset.FromUnixTimeSeconds((long)Math.Ceiling(until.ToUnixTimeMilliseconds() / 1000.0));
        Assert.Equal(("approved", 900, "operator", end), (decided.Text("status"), decided.GetProperty("granted_amount").GetInt64(), decided.Text("decided_by"), decided.GetProperty("granted_until").GetDateTimeOffset()));
        Assert.Equal(900, (await QuotasAsync(App.AdminOf(_tenant), $"/tenants/{_tenant}/quotas")).GetProperty("effective").GetProperty("storage").GetInt64());
        Assert.Equal($"storage=900@{end.ToUnixTimeSeconds()}", (await App.EventsAsync(_tenant, "tenant.config_updated.v1"))[^1].GetProperty("data").Text("quotas"));
    }

    [Fact]
    public async Task Nobody_decides_on_a_request_of_their_own_and_nobody_grants_more_than_the_tenant_has()
    {
        using var boss = App.ClientFor(TestContexts.Of(_tenant, "ada", TenantRole.TenantAdmin, "basic", 1));
        var asked = await AskAsync(boss, new { quota = "agents", amount = 4, for_seconds = 60, reason = "more" });

        await RefusedAsync(boss, asked, new { decision = "approve" }, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        var problem = await RefusedAsync(App.AdminOf(_tenant), asked, new { decision = "approve" }, HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Equal(["amount"], problem.GetProperty("errors").EnumerateObject().Select(static error => error.Name));
        Assert.Equal("pending", (await QuotasAsync(boss, $"/limits/requests/{asked.Text("request_id")}")).Text("status"));
        Assert.Equal("approved", (await DecideAsync(App.AdminOf(_tenant), asked, new { decision = "approve", amount = 3 })).Text("status"));
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_counts_and_it_stays_so()
    {
        var asked = await AskAsync(App.UserOf(_tenant, "ada"), new { quota = "agents", amount = 2, for_seconds = 60, reason = "more" });

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            using var admin = App.AdminOf(_tenant);
            using var response = await admin.PostAsJsonAsync($"/limits/requests/{asked.Text("request_id")}", new { decision = i % 2 == 0 ? "approve" : "reject" });
            return response.StatusCode;
        }));

        Assert.Single(statuses, static status => status == HttpStatusCode.OK);
        Assert.Equal(7, statuses.Count(static status => status == HttpStatusCode.Conflict));
        await RefusedAsync(App.Operator, asked, new { decision = "reject" }, HttpStatusCode.Conflict, "LIMIT_REQUEST_DECIDED");
        Assert.InRange((await App.EventsAsync(_tenant, "tenant.config_updated.v1")).Count, 2, 3);
    }

    [Fact]
    public async Task A_rejected_request_changes_no_limit()
    {
        var asked = await AskAsync(App.UserOf(_tenant, "ada"), new { quota = "agents", amount = 2, for_seconds = 60, reason = "more" });

        var decided = await DecideAsync(App.AdminOf(_tenant), asked, new { decision = "reject" });

        Assert.Equal(("rejected", JsonValueKind.Null), (decided.Text("status"), decided.GetProperty("granted_amount").ValueKind));
        Assert.Equal(2, (await App.EventsAsync(_tenant, "tenant.config_updated.v1")).Count);
    }

    [Fact]
    public async Task Each_sees_its_own_an_administrator_its_tenants_and_an_operator_all_page_by_page()
    {
        var other = await App.CreateTenantAsync();
        await App.CreateUserAsync(other, "eve");
        await OwnAsync(other, "eve", """{"agents":1}""");
        var mine = await AskAsync(App.UserOf(_tenant, "ada"), new { quota = "agents", amount = 2, for_seconds = 60, reason = "1" });
        Clock.Advance(TimeSpan.FromMilliseconds(5));
        var his = await AskAsync(App.UserOf(_tenant, "bob"), new { quota = "agents", amount = 2, for_seconds = 60, reason = "2" });
        Clock.Advance(TimeSpan.FromMilliseconds(5));
        var hers = await AskAsync(App.UserOf(other, "eve"), new { quota = "agents", amount = 2, for_seconds = 60, reason = "3" });

        Assert.Equal([Id(mine)], await IdsAsync(App.UserOf(_tenant, "ada")));
        Assert.Equal([Id(his), Id(mine)], await IdsAsync(App.AdminOf(_tenant)));
        var all = await IdsAsync(App.Operator);
        Assert.Equal([Id(hers), Id(his), Id(mine)], all.Where(id => id == Id(mine) || id == Id(his) || id == Id(hers)));
        foreach (var (client, id) in new[] { (App.UserOf(_tenant, "ada"), Id(his)), (App.AdminOf(_tenant), Id(hers)), (App.Operator, Guid.NewGuid().ToString()), (App.Operator, "no-id") })
        {
            using var read = await client.GetAsync($"/limits/requests/{id}");
            await read.AssertRefusedAsync(HttpStatusCode.NotFound, "LIMIT_REQUEST_NOT_FOUND");
        }

        using var foreign = App.AdminOf(_tenant);
        using var decided = await foreign.PostAsJsonAsync($"/limits/requests/{Id(hers)}", new { decision = "approve" });
        await decided.AssertRefusedAsync(HttpStatusCode.NotFound, "LIMIT_REQUEST_NOT_FOUND");
    }

    [Fact]
    public async Task An_asker_has_only_so_many_open_and_those_whose_end_has_come_count_no_more()
    {
        using var ada = App.UserOf(_tenant, "ada");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 14).Select(async _ =>
        {
            using var response = await ada.PostAsJsonAsync("/limits/requests", new { quota = "agents", amount = 2, until = Clock.GetUtcNow().AddMinutes(1), reason = "more" });
            return response.StatusCode;
        }));

        Assert.Equal((10, 4), (statuses.Count(static status => status == HttpStatusCode.Created), statuses.Count(static status => status == HttpStatusCode.Conflict)));
        await AskAsync(App.UserOf(_tenant, "bob"), new { quota = "agents", amount = 2, for_seconds = 60, reason = "more" });
        Clock.Advance(TimeSpan.FromMinutes(2));
        await AskAsync(App.UserOf(_tenant, "ada"), new { quota = "agents", amount = 2, for_seconds = 60, reason = "more" });
    }

    [Theory]
    [InlineData("{}", "quota", "amount", "reason", "until")]
    [InlineData("""{"quota":"seats","amount":-1,"reason":" ","for_seconds":0}""", "quota", "amount", "reason", "for_seconds")]
    [InlineData("""{"quota":"agents","amount":1000000000001,"reason":"x","for_seconds":2678401,"scope":"all"}""", "amount", "for_seconds", "scope")]
    [InlineData("""{"quota":"agents","amount":2,"reason":"x","for_seconds":60,"until":"2031-04-20T00:00:00Z"}""", "until")]
    [InlineData("""{"quota":"agents","amount":1.5,"reason":3,"until":"2020-01-01T00:00:00Z","why":1}""", "amount", "reason", "until", "why")]
    [InlineData("""{"quota":"agents","amount":2,"reason":"x","until":"tomorrow"}""", "until")]
    public async Task A_wrong_request_is_refused_by_all_its_fields(string body, params string[] fields)
    {
        using var ada = App.UserOf(_tenant, "ada");
        using var response = await ada.PostAsync("/limits/requests", Http.Body(body));
        await response.AssertInvalidAsync(fields);
        Assert.Empty(await IdsAsync(App.UserOf(_tenant, "ada")));
    }

    [Fact]
    public async Task A_user_asks_for_no_tenant_and_a_credential_without_a_user_for_no_user()
    {
        using var ada = App.UserOf(_tenant, "ada");
        using var tenants = await ada.PostAsJsonAsync("/limits/requests", new { quota = "agents", amount = 2, for_seconds = 60, reason = "x", scope = "tenant" });
        await tenants.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        using var admin = App.AdminOf(_tenant);
        using var users = await admin.PostAsJsonAsync("/limits/requests", new { quota = "agents", amount = 2, for_seconds = 60, reason = "x", scope = "user" });
        await users.AssertInvalidAsync("scope");
        using var nobody = App.UserOf(_tenant, "nobody");
        using var missing = await nobody.PostAsJsonAsync("/limits/requests", new { quota = "agents", amount = 2, for_seconds = 60, reason = "x" });
        await missing.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
    }

    [Theory]
    [InlineData("{}", "decision")]
    [InlineData("""{"decision":"maybe","amount":-3,"until":"2020-01-01T00:00:00Z"}""", "decision", "amount", "until")]
    [InlineData("""{"decision":"reject","amount":3}""", "amount")]
    [InlineData("""{"decision":"approve","until":"2099-01-01T00:00:00Z"}""", "until")]
    public async Task A_wrong_decision_is_refused_by_all_its_fields_and_decides_nothing(string body, params string[] fields)
    {
        var asked = await AskAsync(App.UserOf(_tenant, "ada"), new { quota = "agents", amount = 2, for_seconds = 60, reason = "more" });
        using var admin = App.AdminOf(_tenant);
        using var response = await admin.PostAsync($"/limits/requests/{Id(asked)}", Http.Body(body));
        await response.AssertInvalidAsync(fields);
        Assert.Equal("pending", (await QuotasAsync(admin, $"/limits/requests/{Id(asked)}")).Text("status"));
    }

    [Fact]
    public async Task Only_so_many_raises_last_at_once_and_one_that_outdoes_another_takes_its_place()
    {
        for (var i = 0; i < 10; i++)
        {
            // Each shorter and higher than the one before: all of them count at some time.
            await GrantAsync(600 + i, 10_000 - (i * 100));
        }

        var eleventh = await AskAsync(App.AdminOf(_tenant), new { quota = "storage", amount = 650, for_seconds = 60, reason = "x" });
        await RefusedAsync(App.Operator, eleventh, new { decision = "approve" }, HttpStatusCode.Conflict, "LIMIT_RAISES");
        await DecideAsync(App.Operator, eleventh, new { decision = "approve", amount = 700, until = Clock.GetUtcNow().AddDays(3) });
        Assert.Equal(700, Assert.Single((await QuotasAsync(App.Operator, $"/tenants/{_tenant}/quotas")).GetProperty("raised").EnumerateArray()).GetProperty("amount").GetInt64());

        async Task GrantAsync(long amount, int seconds) => await DecideAsync(App.Operator,
            await AskAsync(App.AdminOf(_tenant), new { quota = "storage", amount, for_seconds = seconds, reason = "x" }), new { decision = "approve" });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sessions":50}""")]
    [InlineData("""{"sessions":70}""")]
    public async Task What_the_tenants_amount_limits_is_not_the_users_to_have_raised(string own)
    {
        await OwnAsync(_tenant, "ada", own);
        using var ada = App.UserOf(_tenant, "ada");

        using var response = await ada.PostAsJsonAsync("/limits/requests", new { quota = "sessions", amount = 80, for_seconds = 60, reason = "more" });

        var problem = await response.AssertRefusedAsync(HttpStatusCode.Conflict, "LIMIT_IS_TENANTS");
        Assert.Equal(("sessions", "tenant", 50), (problem.Text("quota"), problem.Text("owner"), problem.GetProperty("limit").GetInt64()));
        Assert.Empty(await IdsAsync(App.UserOf(_tenant, "ada")));
    }

    [Fact]
    public async Task A_request_that_has_lost_its_effect_is_not_granted_and_stays_open()
    {
        await OwnAsync(_tenant, "ada", """{"sessions":5}""");
        var asked = await AskAsync(App.UserOf(_tenant, "ada"), new { quota = "sessions", amount = 20, for_seconds = 3600, reason = "more" });
        var lower = await RefusedAsync(App.AdminOf(_tenant), asked, new { decision = "approve", amount = 5 }, HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Equal(["amount"], lower.GetProperty("errors").EnumerateObject().Select(static error => error.Name));
        await OwnAsync(_tenant, "ada", "{}");

        await RefusedAsync(App.AdminOf(_tenant), asked, new { decision = "approve" }, HttpStatusCode.Conflict, "LIMIT_IS_TENANTS");

        Assert.Equal("pending", (await QuotasAsync(App.AdminOf(_tenant), $"/limits/requests/{Id(asked)}")).Text("status"));
    }

    [Theory]
    [InlineData(500, 3600, HttpStatusCode.BadRequest)]
    [InlineData(900, 3600, HttpStatusCode.BadRequest)]
    [InlineData(800, 7200, HttpStatusCode.Created)]
    [InlineData(901, 60, HttpStatusCode.Created)]
    public async Task What_is_asked_for_must_be_more_than_there_is_at_some_moment_of_its_time(long amount, int seconds, HttpStatusCode status)
    {
        var before = await AskAsync(App.AdminOf(_tenant), new { quota = "storage", amount = 900, for_seconds = 3600, reason = "x" });
        await DecideAsync(App.Operator, before, new { decision = "approve" });
        using var admin = App.AdminOf(_tenant);

        using var response = await admin.PostAsJsonAsync("/limits/requests", new { quota = "storage", amount, for_seconds = seconds, reason = "x" });

        Assert.True(response.StatusCode == status, await response.Content.ReadAsStringAsync());
    }

    private static async Task OwnAsync(string tenant, string user, string quotas)
    {
        using var admin = App.AdminOf(tenant);
        using var put = await admin.PutAsync($"/users/{user}/quotas", Http.Body($$"""{"quotas":{{quotas}}}"""));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }

    private static string Id(JsonElement request) => request.Text("request_id");

    private static async Task<JsonElement> AskAsync(HttpClient client, object body)
    {
        using var response = await client.PostAsJsonAsync("/limits/requests", body);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        var asked = await response.JsonAsync();
        Assert.Equal($"/limits/requests/{Id(asked)}", response.Headers.Location!.OriginalString);
        Assert.True(JsonElement.DeepEquals(asked, await client.GetFromJsonAsync<JsonElement>($"/limits/requests/{Id(asked)}")));
        return asked;
    }

    private static async Task<JsonElement> DecideAsync(HttpClient client, JsonElement request, object decision)
    {
        using var response = await client.PostAsJsonAsync($"/limits/requests/{Id(request)}", decision);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    private static async Task<JsonElement> RefusedAsync(HttpClient client, JsonElement request, object decision, HttpStatusCode status, string code)
    {
        using var response = await client.PostAsJsonAsync($"/limits/requests/{Id(request)}", decision);
        return await response.AssertRefusedAsync(status, code);
    }

    private static async Task<JsonElement> QuotasAsync(HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(path);

    private static async Task<List<string>> IdsAsync(HttpClient client) => (await client.AllAsync("/limits/requests", limit: 1)).ConvertAll(Id);
}
