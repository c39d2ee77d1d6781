using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.Running;
using Nanobot.AppHost.Local.Tests.Dashboard;

namespace Nanobot.AppHost.Local.Tests.Running;

public sealed class ResourceWaitTests
{
    [Fact]
    public async Task A_cancelled_wait_names_the_resource_and_the_failed_probes()
    {
        var board = new ResourceBoard();
        board.Publish(Snapshots.Minimal(state: KnownResourceStates.Waiting));
        board.Publish(Snapshots.Minimal("tenants-abcdefgh") with { HealthReports = [new HealthEntry("check", "Unhealthy", "answered 503", null, Snapshots.Moment)] });
        board.Publish(Snapshots.Minimal("chat-abcdefgh") with { HealthReports = [new HealthEntry("check", "Healthy", "", null, Snapshots.Moment)] });
        using var patience = new CancellationTokenSource();
        var waiting = new ResourceNotificationService(board, name => new ProjectResource(name)).WaitForResourceHealthyAsync("gateway", patience.Token);
        await patience.CancelAsync();
        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        Assert.Equal("Resource 'gateway' was not healthy in time: gateway (Waiting); tenants (Running, answered 503)", cancelled.Message);
        Assert.Equal(patience.Token, cancelled.CancellationToken);
    }
}
