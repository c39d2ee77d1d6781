using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Makes and moves a user's standing jobs with its preferences, and takes the jobs that follow its zone along.</summary>
internal sealed class FollowPreferences(StandingJobs standing, FollowUserZone zones) : IEventHandler<UserConfigUpdated>
{
    public async Task HandleAsync(UserConfigUpdated integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Context.UserId != integrationEvent.UserId)
        {
            throw new InvalidOperationException($"{UserConfigUpdated.Topic} names another user than its own context.");
        }

        // What is counted of a user's jobs is held before any of them is.
        await standing.FollowAsync(transaction, integrationEvent.AsksForReports, cancellationToken);
        await zones.FollowAsync(transaction, cancellationToken);
    }
}
