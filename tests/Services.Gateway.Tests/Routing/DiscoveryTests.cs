using System.Net;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task A_module_is_called_by_its_address()
    {
        await using var suite = await Suite.StartAsync();

        using var response = await suite.GetAsync("/sessions", suite.Tenants.AddUserKey());

        Assert.Equal(suite["chat"].Address.Authority, Assert.Single(suite["chat"].Seen, seen => seen.Path == "/sessions").Single("Host"));
    }

    [Fact]
    public async Task Replicas_of_a_module_share_its_requests()
    {
        await using var second = await StubModule.StartAsync();
        await using var suite = await Suite.StartAsync(settings: [("services:chat:http:1", second.Address.ToString())]);
        var key = suite.Tenants.AddUserKey();

        for (var i = 0; i < 60; i++)
        {
            using var response = await suite.GetAsync("/sessions", key);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        // Each is chosen at random: that one of two sees none of 60 is as good as impossible.
        Assert.Contains(suite["chat"].Seen, seen => seen.Path == "/sessions");
        Assert.Contains(second.Seen, seen => seen.Path == "/sessions");
    }
}
