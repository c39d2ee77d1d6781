using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Health;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Bus.Registry;

/// <summary>Who reads the registry finds those instances that renew, as their own modules say, and nobody else.</summary>
public sealed class InstanceRegistryTests : IAsyncLifetime
{
    private const string Address = "http://127.0.0.1:8080";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private IConnectionMultiplexer _redis = null!;

    public async Task InitializeAsync() => _redis = await ConnectionMultiplexer.ConnectAsync(SuiteStores.Shared.CreateRedis());

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    [Fact]
    public async Task What_an_instance_says_of_itself_is_read_until_it_withdraws()
    {
        var said = TestInstances.Entry("chat", "chat-1", Address);
        await Of("chat").AnnounceAsync(said, Long, isNew: true);

        var read = await Of("gateway").ReadAsync();
        await Of("chat").WithdrawAsync("chat", "chat-1");

        var entry = Assert.Single(read.Entries);
        Assert.Equal((said.Module, said.Instance, said.Address, said.State, said.SaidAt), (entry.Module, entry.Instance, entry.Address, entry.State, entry.SaidAt));
        Assert.True(entry.TakesRequests);
        var after = await Of("gateway").ReadAsync();
        Assert.Empty(after.Entries);
        Assert.True(after.Revision > read.Revision);
    }

    [Fact]
    public async Task One_that_does_not_renew_is_forgotten()
    {
        await Of("chat").AnnounceAsync(TestInstances.Entry("chat", "gone", Address), TimeSpan.FromMilliseconds(50), isNew: true);
        await Of("chat").AnnounceAsync(TestInstances.Entry("chat", "here", Address), Long, isNew: true);

        var left = await Eventually.GetAsync(() => Of("gateway").ReadAsync(), static reading => reading.Entries.Count == 1);

        Assert.Equal("here", left.Entries[0].Instance);
    }

    [Fact]
    public async Task What_another_module_or_nobody_signed_is_passed_over()
    {
        await Of("reports").AnnounceAsync(TestInstances.Entry("chat", "forged", "http://127.0.0.1:6666"), Long, isNew: true);
        await Of("chat").AnnounceAsync(TestInstances.Entry("chat", "genuine", Address), Long, isNew: true);
        var database = _redis.GetDatabase();
        var genuine = (string?)await database.HashGetAsync("nanobot:registry:entries", "chat/genuine");
        foreach (var (name, text) in new[] { ("chat/copied", genuine!), ("tenants/genuine", genuine!), ("chat/changed", "x" + genuine), ("chat/nonsense", "{}"), ("chat/long", new string('a', 20_000)) })
        {
            await database.HashSetAsync("nanobot:registry:entries", name, text);
            await database.SortedSetAddAsync("nanobot:registry:leases", name, double.MaxValue);
        }

        var read = await Of("gateway").ReadAsync();

        Assert.Equal(["genuine"], read.Entries.Select(static entry => entry.Instance));
    }

    [Fact]
    public async Task What_was_said_long_ago_is_passed_over_however_long_it_is_kept_in_Redis()
    {
        await Of("chat").AnnounceAsync(TestInstances.Entry("chat", "old", Address, saidAt: TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(20)), Long, isNew: true);

        Assert.Empty((await Of("gateway").ReadAsync()).Entries);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://10.1.2.3:8080", true)]
    [InlineData("http://[fd00::1]:8080", true)]
    [InlineData("http://[::ffff:8.8.8.8]:8080", false)]
    [InlineData("http://8.8.8.8:8080", false)]
    [InlineData("http://169.254.169.254:80", false)]
    [InlineData("http://[fe80::1]:8080", false)]
    [InlineData("http://chat.example.com:8080", false)]
    [InlineData("http://10.1.2.3:8080/elsewhere", false)]
    [InlineData("http://user@10.1.2.3:8080", false)]
    [InlineData("ftp://10.1.2.3:8080", false)]
    public async Task Nobody_is_led_to_a_host_that_is_not_allowed(string address, bool isAllowed)
    {
        await Of("chat").AnnounceAsync(TestInstances.Entry("chat", "chat-1", address), Long, isNew: true);

        var entry = Assert.Single((await Of("gateway").ReadAsync()).Entries);

        Assert.Equal(isAllowed, entry.TakesRequests);
        Assert.Equal(isAllowed ? address : null, entry.Address);
    }

    [Fact]
    public async Task Hosts_that_are_configured_are_all_that_are_allowed()
    {
        var options = new RegistryOptions { AllowedHosts = { "*.svc.cluster.local", "203.0.113.0/24", "chat" } };
        var registry = TestInstances.Registry(_redis, "chat", options: options);
        string[] addresses = ["http://chat-0.chat.svc.cluster.local:80", "http://203.0.113.9:80", "http://chat:80", "http://127.0.0.1:80", "http://svc.cluster.local.example.com:80"];
        foreach (var (i, address) in addresses.Index())
        {
            await registry.AnnounceAsync(TestInstances.Entry("chat", $"chat-{i}", address), Long, isNew: true);
        }

        Assert.Equal([true, true, true, false, false], (await registry.ReadAsync()).Entries.Select(static entry => entry.TakesRequests));
    }

    [Fact]
    public async Task A_change_is_seen_once_each_gateway_that_is_there_goes_by_it()
    {
        var (chat, gateway) = (Of("chat"), Of("gateway"));
        await gateway.AnnounceAsync(TestInstances.Entry("gateway", "one", null), Long, isNew: true);
        await gateway.AnnounceAsync(TestInstances.Entry("gateway", "two", null), Long, isNew: true);
        var before = await gateway.ReadAsync("one", 0);
        await gateway.ReadAsync("two", before.Revision);
        var change = await chat.AnnounceAsync(TestInstances.Entry("chat", "chat-1", Address, InstanceState.Draining), Long, isNew: true);

        Assert.Equal(2, await chat.BehindAsync(change));
        await gateway.ReadAsync("one", change);
        Assert.Equal(1, await chat.BehindAsync(change));
        // One that has ended is waited for by nobody.
        await gateway.WithdrawAsync("gateway", "two");
        Assert.Equal(0, await chat.BehindAsync(change));
    }

    [Fact]
    public async Task Renewing_is_no_change()
    {
        var chat = Of("chat");
        var first = await chat.AnnounceAsync(TestInstances.Entry("chat", "chat-1", Address), Long, isNew: true);

        Assert.Equal(first, await chat.AnnounceAsync(TestInstances.Entry("chat", "chat-1", Address), Long, isNew: false));
        Assert.Equal(first + 1, await chat.AnnounceAsync(TestInstances.Entry("chat", "chat-1", Address), Long, isNew: true));
    }

    private InstanceRegistry Of(string module) => TestInstances.Registry(_redis, module);
}
