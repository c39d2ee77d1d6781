using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Tenants.QuotaRules;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Rules that put other amounts in force while they hold, under a clock that is moved.</summary>
public sealed class QuotaRuleTests : IAsyncLifetime
{
    // A Saturday; midnight in Berlin is 23:00 here.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 3, 1, 20, 59, 30, TimeSpan.Zero));
    private readonly TenantsFactory _app;
    private string _tenant = "";

    public QuotaRuleTests() => _app = new TenantsFactory { Configure = services => services.AddSingleton<TimeProvider>(_clock) };

    public async Task InitializeAsync() => _tenant = await _app.CreateTenantAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_rule_is_in_force_from_its_time_on_and_taken_back_at_its_end_in_the_tenants_zone_over_night()
    {
        using var operators = _app.Operator;
        using var put = await operators.PutAsync($"/tenants/{_tenant}/quotas", Http.Body("""{"quotas":{"sessions":20}}"""));
        var made = await CreateAsync("""{"name":"night","quota":"sessions","amount":400,"when":{"schedule":{"after":"22:00","before":"06:00"}}}""");
        Assert.False(made.GetProperty("holds").GetBoolean());
        Assert.Equal(("sessions=20", 2L), await SnapshotAsync());

        await MoveAsync(TimeSpan.FromSeconds(30), "sessions=400");
        Assert.True((await GetAsync("night")).GetProperty("holds").GetBoolean());
        // Nothing more is told while nothing changes.
        _clock.Advance(TimeSpan.FromHours(7));
        await Rules.ApplyAsync(default);
        Assert.Equal(("sessions=400", 3L), await SnapshotAsync());
        await MoveAsync(TimeSpan.FromHours(1), "sessions=20");

        Assert.Equal(["sessions=20", "sessions=400", "sessions=20"], (await _app.EventsAsync(_tenant, "tenant.config_updated.v1")).Select(static told => told.GetProperty("data").Text("quotas")));
        Assert.Equal(2031, (await GetAsync("night")).GetProperty("created_at").GetDateTimeOffset().Year);
    }

    [Fact]
    public async Task What_was_left_in_force_is_taken_back_once_by_whoever_looks_next()
    {
        await CreateAsync("""{"name":"now","quota":"agents","amount":9,"when":{"schedule":{"before":"22:00"}}}""");
        Assert.Equal(("agents=9", 2L), await SnapshotAsync());

        // Whoever looks next finds it due, however many do at once.
        _clock.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Rules.ApplyAsync(default)));

        await Eventually.TrueAsync(async () => await SnapshotAsync() == (null, 3L));
    }

    [Fact]
    public async Task A_factor_is_of_the_usual_amount_within_its_bounds_and_follows_it()
    {
        await CreateAsync("""{"name":"half","quota":"sessions","factor":0.5,"minimum":30,"maximum":90,"when":{"schedule":{"weekdays":[6]}}}""");
        Assert.Equal("sessions=30", (await SnapshotAsync()).Quotas);

        using var operators = _app.Operator;
        using var put = await operators.PutAsync($"/tenants/{_tenant}/quotas", Http.Body("""{"quotas":{"sessions":81}}"""));
        await Rules.ApplyAsync(default);
        Assert.Equal("sessions=40", (await SnapshotAsync()).Quotas);
        using var cleared = await operators.PutAsync($"/tenants/{_tenant}/quotas", Http.Body("""{"quotas":{}}"""));
        using var tier = await operators.PutAsJsonAsync($"/tenants/{_tenant}/tier", new { tier = "enterprise" });
        await Rules.ApplyAsync(default);
        Assert.Equal("sessions=90", (await SnapshotAsync()).Quotas);
        var shown = await operators.GetFromJsonAsync<JsonElement>($"/tenants/{_tenant}/quotas");
        Assert.Equal((90, 90, JsonValueKind.Null), (shown.GetProperty("ruled").GetProperty("sessions").GetInt64(), shown.GetProperty("effective").GetProperty("sessions").GetInt64(), shown.GetProperty("quotas").GetProperty("sessions").ValueKind));
    }

    [Fact]
    public async Task Of_several_rules_the_least_counts_and_what_is_removed_is_taken_back_at_once()
    {
        await CreateAsync("""{"name":"a","quota":"agents","amount":9,"when":{"schedule":{"weekdays":[6]}}}""");
        await CreateAsync("""{"name":"b","quota":"agents","amount":5,"when":{"schedule":{"weekdays":[6]}}}""");
        Assert.Equal("agents=5", (await SnapshotAsync()).Quotas);
        using var operators = _app.Operator;

        using var replaced = await operators.PutAsync($"/tenants/{_tenant}/quota-rules/b", Http.Body("""{"quota":"agents","amount":11,"when":{"schedule":{"weekdays":[6]}}}"""));
        Assert.Equal((HttpStatusCode.OK, "agents=9"), (replaced.StatusCode, (await SnapshotAsync()).Quotas));
        using var gone = await operators.DeleteAsync($"/tenants/{_tenant}/quota-rules/a");
        Assert.Equal((HttpStatusCode.NoContent, "agents=11"), (gone.StatusCode, (await SnapshotAsync()).Quotas));
        using var again = await operators.DeleteAsync($"/tenants/{_tenant}/quota-rules/a");
        await again.AssertRefusedAsync(HttpStatusCode.NotFound, "QUOTA_RULE_NOT_FOUND");
        using var last = await operators.DeleteAsync($"/tenants/{_tenant}/quota-rules/b");
        Assert.Null((await SnapshotAsync()).Quotas);
    }

    [Theory]
    [InlineData("""{"name":"-","quota":"seats"}""", "name", "quota", "amount", "when")]
    [InlineData("""{"name":"x","quota":"agents","amount":-1,"factor":1001,"minimum":7,"maximum":3,"when":{}}""", "factor", "amount", "maximum", "when.schedule")]
    [InlineData("""{"name":"x","quota":"agents","amount":1,"when":{"schedule":{"after":"24:00","weekdays":[8],"time_zone":"Mars"},"load":{"above":3}}}""", "when.schedule.after", "when.schedule.weekdays", "when.schedule.time_zone", "when.load.measure")]
    [InlineData("""{"name":"x","quota":"agents","amount":1,"when":{"load":{"measure":"cpu","above":101,"below":0}}}""", "when.load.measure", "when.load.above", "when.load.below")]
    [InlineData("""{"name":"x","quota":"agents","amount":1,"when":{"load":{"measure":"concurrent_requests","above":50,"below":50}}}""", "when.load.below")]
    [InlineData("""{"name":"x","quota":"agents","amount":1,"when":{"load":{}}}""", "when.load.measure", "when.load.above")]
    [InlineData("""{"name":"x","quota":"agents","amount":1.5,"minimum":-1,"when":{"schedule":{}}}""", "amount", "minimum", "when.schedule")]
    public async Task A_wrong_rule_is_refused_by_all_its_places(string body, params string[] fields)
    {
        using var operators = _app.Operator;
        using var response = await operators.PostAsync($"/tenants/{_tenant}/quota-rules", Http.Body(body));
        await response.AssertInvalidAsync(fields);
        Assert.Empty(await operators.AllAsync($"/tenants/{_tenant}/quota-rules"));
    }

    [Fact]
    public async Task Operators_write_managers_read_and_nobody_elses_are_seen_and_there_are_only_so_many()
    {
        for (var i = 0; i < 20; i++)
        {
            await CreateAsync(JsonSerializer.Serialize(new { name = $"r{i}", quota = "agents", amount = 9, when = new { schedule = new { weekdays = new[] { 1 } } } }));
        }

        using var operators = _app.Operator;
        using var admin = _app.AdminOf(_tenant);
        using var same = await operators.PostAsync($"/tenants/{_tenant}/quota-rules", Http.Body("""{"name":"r1","quota":"agents","amount":9,"when":{"schedule":{"weekdays":[1]}}}"""));
        await same.AssertRefusedAsync(HttpStatusCode.Conflict, "QUOTA_RULE_EXISTS");
        using var more = await operators.PutAsync($"/tenants/{_tenant}/quota-rules/more", Http.Body("""{"quota":"agents","amount":9,"when":{"schedule":{"weekdays":[1]}}}"""));
        await more.AssertRefusedAsync(HttpStatusCode.Conflict, "QUOTA_RULE_LIMIT");
        Assert.Equal(20, (await admin.AllAsync($"/tenants/{_tenant}/quota-rules", limit: 7)).Count);
        using var write = await admin.DeleteAsync($"/tenants/{_tenant}/quota-rules/r1");
        await write.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        using var stranger = _app.AdminOf(await _app.CreateTenantAsync());
        using var foreign = await stranger.GetAsync($"/tenants/{_tenant}/quota-rules");
        await foreign.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_not_in_force_and_keeps_no_other_from_it()
    {
        await CreateAsync("""{"name":"bad","quota":"agents","amount":9,"when":{"schedule":{"weekdays":[6]}}}""");
        await CreateAsync("""{"name":"good","quota":"plugins","amount":9,"when":{"schedule":{"weekdays":[6]}}}""");
        await OwnersHand.ExecuteAsync(_app.DatabaseOwner, "update quota_rules set schedule = '[3]', due_at = '2000-01-01Z' where tenant_id = $1 and name = 'bad'", _tenant);

        await Rules.ApplyAsync(default);

        await Eventually.TrueAsync(async () => (await SnapshotAsync()).Quotas == "plugins=9");
        using var operators = _app.Operator;
        Assert.Equal(["good"], (await operators.AllAsync($"/tenants/{_tenant}/quota-rules")).Select(static rule => rule.Text("name")));
        using var alone = await operators.GetAsync($"/tenants/{_tenant}/quota-rules/bad");
        await alone.AssertRefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
        using var gone = await operators.DeleteAsync($"/tenants/{_tenant}/quota-rules/bad");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    private DueQuotaRules Rules => _app.Services.GetRequiredService<DueQuotaRules>();

    private async Task MoveAsync(TimeSpan time, string quotas)
    {
        _clock.Advance(time - TimeSpan.FromMilliseconds(1));
        await Rules.ApplyAsync(default);
        Assert.NotEqual(quotas, (await SnapshotAsync()).Quotas);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Rules.ApplyAsync(default);
        await Eventually.TrueAsync(async () => (await SnapshotAsync()).Quotas == quotas);
    }

    private async Task<JsonElement> CreateAsync(string body)
    {
        using var client = _app.Operator;
        using var response = await client.PostAsync($"/tenants/{_tenant}/quota-rules", Http.Body(body));
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        var made = await response.JsonAsync();
        Assert.True(JsonElement.DeepEquals(made, await client.GetFromJsonAsync<JsonElement>(response.Headers.Location!.OriginalString)));
        return made;
    }

    private async Task<JsonElement> GetAsync(string name)
    {
        using var client = _app.AdminOf(_tenant);
        return await client.GetFromJsonAsync<JsonElement>($"/tenants/{_tenant}/quota-rules/{name}");
    }

    private async Task<(string? Quotas, long Epoch)> SnapshotAsync()
    {
        using var gateway = _app.Gateway;
        var snapshot = await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{_tenant}");
        return (snapshot.GetProperty("quotas").GetString(), snapshot.GetProperty("epoch").GetInt64());
    }
}
