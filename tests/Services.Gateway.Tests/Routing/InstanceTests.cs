using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Health;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using StackExchange.Redis;

namespace Nanobot.Services.Gateway.Tests.Routing;

/// <summary>Requests go to the instances that say that they take them; the configured addresses serve where there is none.</summary>
public sealed class InstanceTests
{
    private static readonly (string, string?)[] Often = [("Registry:LookEvery", "00:00:00.050")];
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_instance_that_is_ready_is_sent_what_its_module_is_asked_and_one_that_is_not_is_sent_nothing()
    {
        await using var suite = await Suite.StartAsync(settings: Often);
        await using var ready = await StubModule.StartAsync();
        await using var unready = await StubModule.StartAsync();
        await using var draining = await StubModule.StartAsync();
        await AnnounceAsync(suite, "chat", "ready", ready.Address);
        await AnnounceAsync(suite, "chat", "unready", unready.Address, InstanceState.NotReady);
        await AnnounceAsync(suite, "chat", "draining", draining.Address, InstanceState.Draining);

        await CallAsync(suite, 20);

        Assert.Equal(20, Calls(ready));
        Assert.Equal((0, 0, 0), (Calls(suite["chat"]), Calls(unready), Calls(draining)));
    }

    [Fact]
    public async Task One_that_begins_to_stop_gets_nothing_new_from_the_moment_that_it_need_not_wait_any_more()
    {
        await using var suite = await Suite.StartAsync(settings: Often);
        await using var first = await StubModule.StartAsync();
        await using var second = await StubModule.StartAsync();
        await AnnounceAsync(suite, "chat", "first", first.Address);
        await AnnounceAsync(suite, "chat", "second", second.Address);
        await CallAsync(suite, 40);
        Assert.True(Calls(first) > 0 && Calls(second) > 0, "Each is one of two that are chosen at random.");

        await AnnounceAsync(suite, "chat", "first", first.Address, InstanceState.Draining);
        var before = Calls(first);
        await CallAsync(suite, 40);

        Assert.Equal(before, Calls(first));
    }

    [Fact]
    public async Task What_could_not_be_sent_to_one_that_has_died_is_sent_to_another_with_its_body_and_nobody_notices()
    {
        await using var suite = await Suite.StartAsync(settings: Often);
        await using var alive = await StubModule.StartAsync();
        await AnnounceAsync(suite, "chat", "dead", new Uri($"http://127.0.0.1:{LocalProcess.FreePort()}"));
        await AnnounceAsync(suite, "chat", "alive", alive.Address);
        var key = suite.Tenants.AddUserKey();

        for (var i = 0; i < 40; i++)
        {
            using var response = await suite.SendAsync(HttpMethod.Put, $"/workspace/files/note-{i}.txt", key, new StringContent(new string('x', 100_000)));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(40, alive.Seen.Count(static seen => seen.Path.StartsWith("/workspace/files/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_no_instance_can_be_reached_the_configured_address_serves()
    {
        await using var suite = await Suite.StartAsync(settings: Often);
        await AnnounceAsync(suite, "chat", "dead", new Uri($"http://127.0.0.1:{LocalProcess.FreePort()}"));

        await CallAsync(suite, 10);

        Assert.Equal(10, Calls(suite["chat"]));
    }

    [Fact]
    public async Task Nobody_but_a_module_says_where_it_is()
    {
        await using var suite = await Suite.StartAsync(settings: Often);
        await using var thief = await StubModule.StartAsync();
        await AnnounceAsync(suite, "chat", "thief", thief.Address, signer: "reports");

        await CallAsync(suite, 20);

        Assert.Equal((20, 0), (Calls(suite["chat"]), Calls(thief)));
    }

    [Fact]
    public async Task A_registry_that_has_lost_everything_leaves_the_configured_address()
    {
        await using var suite = await Suite.StartAsync(settings: Often);
        await using var instance = await StubModule.StartAsync();
        await AnnounceAsync(suite, "chat", "instance", instance.Address);
        await CallAsync(suite, 5);
        Assert.Equal(5, Calls(instance));
        var redis = suite.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();

        await redis.KeyDeleteAsync(["nanobot:registry:leases", "nanobot:registry:entries"]);
        await Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<KnownInstances>().Of("chat").Count == 0));
        await Eventually.TrueAsync(async () =>
        {
            await CallAsync(suite, 1);
            return Calls(suite["chat"]) > 0;
        });
    }

    private static int Calls(StubModule module) => module.Seen.Count(static seen => seen.Path == "/sessions");

    private static async Task CallAsync(Suite suite, int count)
    {
        var key = suite.Tenants.AddUserKey();
        for (var i = 0; i < count; i++)
        {
            using var response = await suite.GetAsync("/sessions", key);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    // As an instance does: it says so, and waits for all gateways to go by it.
    private static async Task AnnounceAsync(Suite suite, string module, string instance, Uri address, string state = InstanceState.Ready, string? signer = null)
    {
        var registry = TestInstances.Registry(suite.Services.GetRequiredService<IConnectionMultiplexer>(), signer ?? module);
        var change = await registry.AnnounceAsync(TestInstances.Entry(module, instance, address.GetLeftPart(UriPartial.Authority), state), Lease, isNew: true);
        await Eventually.GetAsync(async () => (Gateways: (await registry.ReadAsync()).Entries.Count(static entry => entry.Module == "gateway"), Behind: await registry.BehindAsync(change)),
            static standing => standing is { Gateways: 1, Behind: 0 });
    }
}
