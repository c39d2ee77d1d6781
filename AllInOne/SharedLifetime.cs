namespace Nanobot.AllInOne;

/// <summary>A module's lifetime where the process ends for all of them together.</summary>
internal sealed class SharedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
