using Microsoft.Extensions.Hosting;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>
/// Stops last, and has the end of the stop go on elsewhere: a worker's last step may have ended inside a callback of a connection, and disposing of
/// that connection there would wait for itself.
/// </summary>
internal sealed class StopElsewhere : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken) => await Task.Yield();
}
