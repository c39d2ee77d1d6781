using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Guards;

/// <summary>A trial ends at its moment by the gateway's own clock, whatever the tenants module has noticed.</summary>
public sealed class TrialTests : IAsyncLifetime
{
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Last = TimeSpan.FromMilliseconds(1);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private Suite _suite = null!;

    public async Task InitializeAsync() => _suite = await Suite.StartAsync(_clock);

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task A_key_and_a_token_work_until_the_last_moment_and_not_one_later_without_a_question()
    {
        var (tenant, key) = TrialTenant();
        _suite.Tenants.AddUser(tenant, "ada");
        using var issued = await _suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", key);
        var token = (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        _clock.Advance(Trial - Last);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(key), await StatusOfTokenAsync(token)));
        var asked = _suite.Tenants.KeyLookups.Count + _suite.Tenants.TenantLookups.Count;
        _clock.Advance(Last);

        using var refused = await _suite.GetAsync("/sessions", key);
        await Problem.AssertAsync(refused, HttpStatusCode.Forbidden, "TENANT_EXPIRED");
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfTokenAsync(token));
        Assert.Equal(asked, _suite.Tenants.KeyLookups.Count + _suite.Tenants.TenantLookups.Count);
    }

    [Fact]
    public async Task A_trial_without_an_end_goes_on()
    {
        var key = _suite.Tenants.AddKey(TenantRole.User, _suite.Tenants.AddTenant("trial"), "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));

        _clock.Advance(Trial);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
    }

    [Fact]
    public async Task A_new_plan_leaves_the_end_where_it_is()
    {
        var (tenant, key) = TrialTenant();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key));
        await UntilAsync(tenant, new TenantTierChanged(tenant, "basic", "professional", "trial", 2), 2, async () =>
        {
            using var response = await _suite.GetAsync("/sessions", key);
            return _suite.ContextOf((await response.Content.ReadFromJsonAsync<SeenRequest>())!)?.Plan == "basic";
        });

        _clock.Advance(Trial);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
    }

    [Fact]
    public async Task An_activated_tenant_is_let_in_past_the_end_of_its_trial_and_one_that_is_told_expired_is_not_before_it()
    {
        var (tenant, key) = TrialTenant();
        var (other, others) = TrialTenant();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(key), await StatusAsync(others)));

        // The clock of whoever told it may be ahead.
        await UntilAsync(other, new TenantExpired(other, 2), 2, async () => await StatusAsync(others) == HttpStatusCode.Forbidden);
        _clock.Advance(Trial);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key));
        await UntilAsync(tenant, new TenantActivated(tenant, 2), 2, async () =>
        {
            // The listener, for which much time has passed at once, takes up again after a pause.
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            return await StatusAsync(key) == HttpStatusCode.OK;
        });

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(others));
    }

    private (string Tenant, string Key) TrialTenant()
    {
        var tenant = _suite.Tenants.AddTenant("trial", trialEndsAt: _clock.GetUtcNow() + Trial);
        return (tenant, _suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
    }

    private Task UntilAsync<TEvent>(string tenant, TEvent change, long epoch, Func<Task<bool>> condition)
        where TEvent : IIntegrationEvent<TEvent> => Eventually.TrueAsync(async () =>
    {
        await _suite.BroadcastAsync(tenant, change,
            _suite.Tenants.Codec.Sign(TestContexts.Of(tenant, null, TenantRole.TenantAdmin, "basic", epoch), ContextAudience.Event));
        return await condition();
    });

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await _suite.GetAsync("/sessions", key);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> StatusOfTokenAsync(string token)
    {
        using var response = await _suite.GetWithTokenAsync("/sessions", token);
        return response.StatusCode;
    }
}
