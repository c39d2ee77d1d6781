using System.Net;
using Microsoft.AspNetCore.Builder;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class ReplicaTests
{
    [Fact]
    public async Task A_replica_that_cannot_be_reached_is_passed_over_while_another_one_answers()
    {
        await using var suite = await Suite.StartAsync(settings: ("services:chat:http:1", "http://127.0.0.1:1"));
        var key = suite.Tenants.AddUserKey();
        var failed = 0;
        for (var call = 0; call < 100; call++)
        {
            using var response = await suite.GetAsync("/sessions", key);
            failed += response.StatusCode == HttpStatusCode.OK ? 0 : 1;
        }

        // Some find out, and some more each time that it is looked at again.
        Assert.InRange(failed, 0, 20);
    }

    [Fact]
    public async Task The_only_replica_is_never_passed_over()
    {
        var breaks = true;
        await using var suite = await Suite.StartAsync(null, (module, app) => app.Use((http, next) =>
        {
            if (module != "chat" || !breaks)
            {
                return next(http);
            }

            http.Abort();
            return Task.CompletedTask;
        }));
        var key = suite.Tenants.AddUserKey();
        for (var call = 0; call < 20; call++)
        {
            using var broken = await suite.GetAsync("/sessions", key);
            Assert.Equal(HttpStatusCode.BadGateway, broken.StatusCode);
        }

        breaks = false;
        using var response = await suite.GetAsync("/sessions", key);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
