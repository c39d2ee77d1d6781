using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Limits.Calls;
using Nanobot.Services.Tenants.QuotaRules;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Rules that hold by how busy their tenant is, under a clock that is moved.</summary>
public sealed class LoadRuleTests : IAsyncLifetime
{
    private const string Busy = """{"name":"busy","quota":"api_calls_per_minute","amount":7,"when":{"load":{"measure":"concurrent_requests","above":60,"below":30}}}""";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly TenantsFactory _app;
    private string _tenant = "";

    public LoadRuleTests() => _app = new TenantsFactory { Configure = services => services.AddSingleton<TimeProvider>(_clock) };

    private DueQuotaRules Rules => _app.Services.GetRequiredService<DueQuotaRules>();

    private Meter Meter => _app.Services.GetRequiredService<Meters>().Of(LimitScope.OfTenant(_tenant));

    public async Task InitializeAsync()
    {
        _tenant = await _app.CreateTenantAsync();
        using var operators = _app.Operator;
        using var put = await operators.PutAsync($"/tenants/{_tenant}/quotas", Http.Body("""{"quotas":{"concurrent_requests":10}}"""));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_rule_begins_once_the_mean_load_reaches_its_bound_and_ends_only_once_it_is_under_the_other_and_each_is_told_once()
    {
        await CreateAsync(Busy);
        await TakeAsync(9);

        // 90 % since the beginning: the mean is 56.9 after 30 s and 61.9 after 35 s.
        Assert.Equal("concurrent_requests=10", await AfterAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("concurrent_requests=10;api_calls_per_minute=7", await AfterAsync(Step));
        var shown = await GetAsync("busy");
        Assert.True(shown.GetProperty("holds").GetBoolean());
        Assert.InRange(shown.GetProperty("mean_load").GetDecimal(), 61, 63);

        // Between the bounds nothing changes, for however long.
        Free(5);
        Assert.Equal("concurrent_requests=10;api_calls_per_minute=7", await AfterAsync(TimeSpan.FromMinutes(5)));
        Free(4);
        Assert.Equal("concurrent_requests=10", await AfterAsync(TimeSpan.FromSeconds(15)));
        await TakeAsync(4);
        Assert.Equal("concurrent_requests=10", await AfterAsync(TimeSpan.FromMinutes(5)));

        Assert.Equal(["concurrent_requests=10", "concurrent_requests=10;api_calls_per_minute=7", "concurrent_requests=10"],
            (await _app.EventsAsync(_tenant, "tenant.config_updated.v1")).Select(static told => told.GetProperty("data").Text("quotas")));
    }

    [Fact]
    public async Task What_a_rule_makes_of_the_slots_does_not_change_the_load_that_it_goes_by()
    {
        await CreateAsync("""{"name":"more","quota":"concurrent_requests","factor":3,"maximum":25,"when":{"load":{"measure":"concurrent_requests","above":80}}}""");
        await TakeAsync(9);
        Assert.Equal("concurrent_requests=25", await AfterAsync(TimeSpan.FromMinutes(2)));
        Assert.Equal("concurrent_requests=25", await AfterAsync(TimeSpan.FromMinutes(2)));
        Assert.InRange((await GetAsync("more")).GetProperty("mean_load").GetDecimal(), 88, 90);
    }

    [Fact]
    public async Task With_a_schedule_both_must_hold_and_a_rule_that_is_replaced_begins_anew()
    {
        await CreateAsync("""{"name":"busy","quota":"api_calls_per_minute","amount":7,"when":{"schedule":{"after":"12:10","time_zone":"UTC"},"load":{"measure":"concurrent_requests","above":60}}}""");
        await TakeAsync(9);
        Assert.Equal("concurrent_requests=10", await AfterAsync(TimeSpan.FromMinutes(9)));
        Assert.Equal("concurrent_requests=10;api_calls_per_minute=7", await AfterAsync(TimeSpan.FromMinutes(1)));

        using var operators = _app.Operator;
        using var replaced = await operators.PutAsync($"/tenants/{_tenant}/quota-rules/busy", Http.Body(Busy));
        Assert.Equal(JsonValueKind.Null, (await replaced.JsonAsync()).GetProperty("when").GetProperty("schedule").ValueKind);
        Assert.Equal("concurrent_requests=10", await SnapshotAsync());
        Assert.Equal("concurrent_requests=10;api_calls_per_minute=7", await AfterAsync(TimeSpan.FromSeconds(40)));
    }

    [Theory]
    [InlineData(10, 1, "4.0")]
    [InlineData(10, 10, "33.5")]
    [InlineData(1, 100, "33.5")]
    public void The_mean_does_not_depend_on_how_often_is_measured(int seconds, int samples, string mean)
    {
        var (state, now) = (LoadState.None(_clock.GetUtcNow()), _clock.GetUtcNow());
        var span = TimeSpan.FromSeconds(seconds) * samples;
        for (var sample = 0; sample < samples; sample++)
        {
            now += span / samples;
            state = state.After(50, new LoadCondition(LoadCondition.Slots, 90), now, TimeSpan.FromSeconds(span == TimeSpan.FromSeconds(10) ? 120 : 90));
        }

        Assert.Equal(mean, state.Mean.ToString("0.0", CultureInfo.InvariantCulture));
        Assert.Equal(state, state.After(null, new LoadCondition(LoadCondition.Slots, 90), now + Step, Step));
    }

    private async Task TakeAsync(int slots)
    {
        for (var slot = 0; slot < slots; slot++)
        {
            Assert.True((await Meter.TakeAsync(CallLimit.Slots, new Allowed(10, "UTC"), default)).IsGranted);
        }
    }

    private void Free(int slots)
    {
        for (var slot = 0; slot < slots; slot++)
        {
            Meter.PutBack(CallLimit.Slots);
        }
    }

    // What is in force after a while in which the load is measured as often as it is.
    private async Task<string?> AfterAsync(TimeSpan span)
    {
        for (var end = _clock.GetUtcNow() + span; _clock.GetUtcNow() < end;)
        {
            _clock.Advance(Step);
            await Rules.ApplyAsync(default);
        }

        return await SnapshotAsync();
    }

    private async Task CreateAsync(string body)
    {
        using var client = _app.Operator;
        using var response = await client.PostAsync($"/tenants/{_tenant}/quota-rules", Http.Body(body));
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> GetAsync(string name)
    {
        using var client = _app.AdminOf(_tenant);
        return await client.GetFromJsonAsync<JsonElement>($"/tenants/{_tenant}/quota-rules/{name}");
    }

    private async Task<string?> SnapshotAsync()
    {
        using var gateway = _app.Gateway;
        return (await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{_tenant}")).GetProperty("quotas").GetString();
    }
}
