using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>What becomes of tenants whose trial ends, under a clock that is moved.</summary>
public sealed class TrialEndTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly TenantsFactory _app;
    private readonly HttpClient _operator;

    public TrialEndTests()
    {
        _app = new TenantsFactory { Configure = services => services.AddSingleton<TimeProvider>(_clock) };
        _operator = _app.Operator;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _operator.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_worker_has_a_tenant_expire_within_moments_of_its_end_and_none_before()
    {
        var (first, second) = (await CreateAsync(TimeSpan.FromHours(1)), await CreateAsync(TimeSpan.FromHours(2)));

        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(2));
        Assert.Equal(0, await Trials.ExpireAsync(default));
        await Eventually.TrueAsync(async () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return (await ShownAsync(first)).Text("status") == "expired";
        });

        Assert.Equal("trial", (await ShownAsync(second)).Text("status"));
        Assert.Equal(_clock.Start.AddHours(1), (await ShownAsync(first)).GetProperty("trial_ends_at").GetDateTimeOffset());
        var told = Assert.Single(await _app.EventsAsync(first, "tenant.expired.v1"));
        Assert.Equal((first, "free", 2), (told.GetProperty("data").Text("tenant_id"), told.Text("plan"), told.GetProperty("data").GetProperty("epoch").GetInt64()));
        Assert.Empty(await _app.EventsAsync(second, "tenant.expired.v1"));
    }

    [Fact]
    public async Task Asked_for_again_after_its_end_the_tenant_is_answered_as_it_is_and_another_one_is_refused()
    {
        var (id, end) = (TestContexts.NewTenantId(), _clock.Start.AddHours(1));
        using var created = await AskAsync(id, "Acme");
        _clock.Advance(TimeSpan.FromHours(2));

        using var again = await AskAsync(id, "Acme");
        using var other = await AskAsync(id, "Other");
        using var late = await AskAsync(TestContexts.NewTenantId(), "Acme");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, again.StatusCode));
        Assert.Equal(id, (await again.JsonAsync()).Text("tenant_id"));
        await other.AssertRefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await late.AssertRefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Task<HttpResponseMessage> AskAsync(string tenant, string name) =>
            _operator.PostAsJsonAsync("/tenants", new { tenant_id = tenant, name, tier = "free", trial_ends_at = end });
    }

    [Fact]
    public async Task Many_that_end_at_once_expire_once_each_however_many_look()
    {
        const int Tenants = TrialEnds.Batch + 20;
        var tenants = await Task.WhenAll(Enumerable.Range(0, Tenants).Select(_ => CreateAsync(TimeSpan.FromMinutes(1))));
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await Trials.ExpireAsync(default);
            await Trials.ExpireAsync(default);
        }));

        foreach (var tenant in tenants)
        {
            await Eventually.TrueAsync(async () => (await ShownAsync(tenant)).Text("status") == "expired");
            Assert.Equal(2, Assert.Single(await _app.EventsAsync(tenant, "tenant.expired.v1")).GetProperty("epoch").GetInt64());
        }
    }

    [Fact]
    public async Task An_expired_tenant_is_renewed_by_activating_it_and_does_not_expire_again()
    {
        var tenant = await CreateAsync(TimeSpan.FromMinutes(1));
        await ExpireAsync(tenant);

        using var activated = await _operator.PostAsync($"/tenants/{tenant}/activate", null);

        var shown = await activated.JsonAsync();
        Assert.Equal(("active", JsonValueKind.Null), (shown.Text("status"), shown.GetProperty("trial_ends_at").ValueKind));
        _clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, await Trials.ExpireAsync(default));
        Assert.Equal("active", (await ShownAsync(tenant)).Text("status"));
    }

    [Fact]
    public async Task A_suspended_tenant_does_not_expire_and_an_expired_one_is_not_suspended()
    {
        var (suspended, expired) = (await CreateAsync(TimeSpan.FromMinutes(1)), await CreateAsync(TimeSpan.FromMinutes(1)));
        using var first = await _operator.PostAsync($"/tenants/{suspended}/suspend", null);
        await ExpireAsync(expired);
        using var second = await _operator.PostAsync($"/tenants/{expired}/suspend", null);

        Assert.Equal("suspended", (await ShownAsync(suspended)).Text("status"));
        Assert.Equal("expired", (await second.JsonAsync()).Text("status"));
    }

    [Fact]
    public async Task One_that_cannot_be_read_keeps_no_other_from_expiring()
    {
        var (broken, sound) = (await CreateAsync(TimeSpan.FromMinutes(1)), await CreateAsync(TimeSpan.FromMinutes(1)));
        await OwnersHand.ExecuteAsync(_app.DatabaseOwner, "update tenants set updated_at = '12000-01-01Z' where tenant_id = $1", broken);

        await ExpireAsync(sound);
    }

    [Fact]
    public async Task What_the_previous_version_made_has_no_end()
    {
        var tenant = await CreateAsync(TimeSpan.FromMinutes(1));
        await OwnersHand.ExecuteAsync(_app.DatabaseOwner, "update tenants set trial_ends_at = null where tenant_id = $1", tenant);
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await Trials.ExpireAsync(default));
        Assert.Equal("trial", (await ShownAsync(tenant)).Text("status"));
    }

    private TrialEnds Trials => _app.Services.GetRequiredService<TrialEnds>();

    private async Task ExpireAsync(string tenant)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Trials.ExpireAsync(default);
        await Eventually.TrueAsync(async () => (await ShownAsync(tenant)).Text("status") == "expired");
    }

    private Task<JsonElement> ShownAsync(string tenant) => _operator.GetFromJsonAsync<JsonElement>($"/tenants/{tenant}");

    private async Task<string> CreateAsync(TimeSpan trial)
    {
        var id = TestContexts.NewTenantId();
        using var created = await _operator.PostAsJsonAsync("/tenants", new { tenant_id = id, name = "Acme", tier = "free", trial_ends_at = _clock.GetUtcNow() + trial });
        created.EnsureSuccessStatusCode();
        return id;
    }
}
