using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Webhooks;

/// <summary>Wherever a name leads, nothing is told but the public network.</summary>
public sealed class DeliveryGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("168.63.129.16")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("93.184.215.14", "10.0.0.1")]
    public async Task A_name_that_leads_inside_by_then_is_not_connected_to(params string[] addresses)
    {
        var web = new Web { Addresses = [.. addresses.Select(IPAddress.Parse)] };
        await using var host = Host(web);
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "every", seconds = 3600, payload = new { type = "webhook", url = "http://hooks.example/a" } });
        await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);
        await host.DeliverAsync();

        Assert.Empty(web.Dialled);
        // What it leads to may be another thing later, and whoever asks learns nothing of what is there.
        Assert.Equal(["WEBHOOK_BLOCKED"], await host.QueryAsync("select last_code from deliveries", static row => row.GetString(0)));
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_what_was_looked_at_is_connected_to()
    {
        var web = new Web { Addresses = [IPAddress.Parse("93.184.215.14")], Then = [IPAddress.Loopback] };
        await using var host = Host(web);
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "every", seconds = 3600, payload = new { type = "webhook", url = "http://hooks.example/a" } });
        await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);
        await host.DeliverAsync();
        Assert.Equal([new IPEndPoint(IPAddress.Parse("93.184.215.14"), 80)], web.Dialled);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.DeliverAsync();
        Assert.Single(web.Dialled);
    }

    [Fact]
    public async Task An_address_that_the_installation_no_longer_lets_be_told_is_not()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(receiver.Hourly());
        await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);
        await using var strict = new SchedulerHost([.. Nanobot.Testing.Stores.TestDatabase.Settings("schedulerdb", host.DatabaseOwner), new("ConnectionStrings:cache", host.Redis)]);
        await strict.DeliverAsync();

        Assert.Empty(receiver.Received);
        Assert.Equal("WEBHOOK_BLOCKED", Assert.Single(await ada.HistoryAsync(job.Id())).Text("error_code"));
    }

    private static SchedulerHost Host(Web web) => new([new("Scheduler:Webhooks:AllowHttp", "true")])
    {
        Further = services => services.AddSingleton<IHostResolver>(web).AddSingleton<IDialer>(web),
    };

    /// <summary>A web in which nobody answers, and each connection is noted.</summary>
    private sealed class Web : IHostResolver, IDialer
    {
        public required IReadOnlyList<IPAddress> Addresses { get; init; }

        public IReadOnlyList<IPAddress>? Then { get; init; }

        public ConcurrentQueue<IPEndPoint> Dialled { get; } = new();

        private int _asked;

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult(Interlocked.Increment(ref _asked) == 1 ? Addresses : Then ?? Addresses);

        public ValueTask<Stream> ConnectAsync(IPEndPoint target, CancellationToken cancellationToken)
        {
            Dialled.Enqueue(target);
            throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
        }
    }
}
