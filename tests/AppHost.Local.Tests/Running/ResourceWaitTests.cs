using Aspire.Hosting.ApplicationModel;
using Nanobot.AppHost.Local.Tests.Dashboard;

namespace Nanobot.AppHost.Local.Tests.Running;

public sealed class ResourceWaitTests
{
    [Fact]
    public async Task A_cancelled_wait_names_the_resource_and_the_failed_probes()
    {
        var notifications = new ResourceNotificationService(_ => true);
        notifications.Publish(Snapshots.Event(snapshot: Snapshots.Minimal(KnownResourceStates.Waiting)));
        notifications.Publish(Snapshots.Event("tenants-abcdefgh", Snapshots.Probed("answered 503")));
        notifications.Publish(Snapshots.Event("chat-abcdefgh", Snapshots.Probed(null)));
        using var patience = new CancellationTokenSource();
        var waiting = notifications.WaitForResourceHealthyAsync("gateway", patience.Token);
        await patience.CancelAsync();
        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        Assert.Equal("Resource 'gateway' was not healthy in time: gateway (Waiting); tenants (Running, answered 503)", cancelled.Message);
        Assert.Equal(patience.Token, cancelled.CancellationToken);
    }
}
