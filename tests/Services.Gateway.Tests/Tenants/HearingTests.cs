using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Tenants;

public sealed class HearingTests
{
    [Fact]
    public async Task While_Redis_answers_nobody_who_is_known_waits_for_a_look_up()
    {
        await using var suite = await Suite.StartAsync(settings: ("Authentication:KnownFor", "00:00:01"));
        // A tenants module of the previous version.
        suite.Tenants.Changes = null;
        var hearing = suite.Services.GetRequiredService<IBroadcastHearing>();
        await Eventually.TrueAsync(() => Task.FromResult(hearing.Covers(TimeProvider.System.GetUtcNow())));
        var key = suite.Tenants.AddUserKey();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(suite, key));
        suite.Tenants.Gate = new TaskCompletionSource();

        await Eventually.TrueAsync(async () =>
        {
            // Whoever waited at the gate would be given up.
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(suite, key));
            return suite.Tenants.KeyLookups.Count == 2;
        });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(suite, key));
        suite.Tenants.Gate.SetResult();
    }

    private static async Task<HttpStatusCode> StatusAsync(Suite suite, string key)
    {
        using var response = await suite.GetAsync("/sessions", key);
        return response.StatusCode;
    }
}
