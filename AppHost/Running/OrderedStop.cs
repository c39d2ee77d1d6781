using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nanobot.AppHost.Running;

/// <summary>
/// Ends the services before the stores. Aspire ends everything at the same time, and a service whose database and Redis are gone
/// waits for them until it is killed.
/// </summary>
internal sealed partial class OrderedStop(DistributedApplicationModel model, ResourceCommandService commands, ILogger<OrderedStop> logger)
    : IHostedLifecycleService
{
    /// <summary>How long a service may go on with what runs: whoever stops the suite at their desk does not wait for a stream.</summary>
    public static readonly TimeSpan ServiceDeadline = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Deadline = 2 * ServiceDeadline;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(model.Resources.OfType<ProjectResource>()
                    .Select(project => commands.ExecuteCommandAsync(project, KnownResourceCommands.StopCommand, cancellationToken)))
                .WaitAsync(Deadline, TimeProvider.System, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Log.Late(logger);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not every service has ended in time; the rest is ended together with the stores")]
        public static partial void Late(ILogger logger);
    }
}
