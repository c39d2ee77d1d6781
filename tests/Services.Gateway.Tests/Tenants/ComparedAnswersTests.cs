using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Changes;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Tenants;

/// <summary>While it is known what has changed, what has not changed is asked for once.</summary>
public sealed class ComparedAnswersTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(TestTokens.Now);
    private readonly Hearing _hearing = new();
    private Suite _suite = null!;
    private string _tenant = null!;
    private string _key = null!;

    public async Task InitializeAsync()
    {
        _suite = await Suite.StartAsync(_time, null, services => services.AddSingleton<IBroadcastHearing>(_hearing));
        _tenant = _suite.Tenants.AddTenant();
        _key = _suite.Tenants.AddKey(TenantRole.User, _tenant, "ada");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
    }

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task What_has_not_changed_serves_for_an_hour_without_a_question_whatever_events_were_missed()
    {
        _hearing.Since = null;
        for (var times = 0; times < 5; times++)
        {
            _time.Advance(TimeSpan.FromMinutes(11));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        }

        Assert.Single(_suite.Tenants.KeyLookups);
    }

    [Fact]
    public async Task What_is_in_use_is_asked_for_again_behind_a_request_before_its_time_is_over()
    {
        _time.Advance(TimeSpan.FromSeconds(3571));
        _suite.Tenants.Gate = new TaskCompletionSource();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync());

        await Eventually.TrueAsync(() => Task.FromResult(_suite.Tenants.KeyLookups.Count == 2));
        _suite.Tenants.Gate.SetResult();
    }

    [Fact]
    public async Task What_has_changed_is_asked_for_again_first()
    {
        _suite.Tenants.RemoveKey(_key);
        _suite.Tenants.Changes = _ => new ChangesSince(1, true, [_tenant]);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync());
    }

    [Fact]
    public async Task Once_nobody_says_what_has_changed_what_is_older_than_thirty_seconds_is_asked_for_again_first()
    {
        _hearing.Since = null;
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        _suite.Tenants.RemoveKey(_key);
        _suite.Tenants.Changes = null;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync());
    }

    private async Task<HttpStatusCode> StatusAsync()
    {
        using var response = await _suite.GetAsync("/sessions", _key).WaitAsync(Eventually.Deadline);
        return response.StatusCode;
    }
}
