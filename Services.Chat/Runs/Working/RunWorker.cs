using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>Works on runs that are due.</summary>
internal sealed class RunWorker(
    WorkClaims<ClaimedRun> claims, WakeSignal<RunWork> signal, IServiceScopeFactory scopes, IOptions<RunOptions> options, Backoff backoff, TimeProvider time, ILogger<RunWorker> logger)
    : QueueWorker<ClaimedRun>(new("runs", options.Value.Parallelism, options.Value.Poll), claims, signal, scopes, backoff, time, logger)
{
    protected override Task AttemptAsync(IServiceProvider services, ClaimedRun work, CancellationToken stoppingToken) =>
        services.GetRequiredService<RunAttempt>().RunAsync(work, stoppingToken);

    // What waited behind it in its session is due.
    protected override void Ended() => signal.Raise();
}
