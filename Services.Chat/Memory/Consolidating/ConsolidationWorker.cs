using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>Goes through sessions that are due for facts.</summary>
internal sealed class ConsolidationWorker(
    WorkClaims<ClaimedConsolidation> claims, IServiceScopeFactory scopes, IOptions<MemoryOptions> options, Backoff backoff, TimeProvider time, ILogger<ConsolidationWorker> logger)
    : QueueWorker<ClaimedConsolidation>(
        new("sessions for their facts", options.Value.Parallelism, options.Value.Poll, options.Value.MostOfTenant), claims, null, scopes, backoff, time, logger)
{
    protected override Task AttemptAsync(IServiceProvider services, ClaimedConsolidation work, CancellationToken stoppingToken) =>
        services.GetRequiredService<Consolidation>().RunAsync(work, stoppingToken);
}
