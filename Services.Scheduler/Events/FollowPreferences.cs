using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Moves a user's standing jobs with its preferences.</summary>
internal sealed class FollowPreferences(StandingJobs standing) : IEventHandler<UserConfigUpdated>
{
    public Task HandleAsync(UserConfigUpdated integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Context.UserId == integrationEvent.UserId
            ? standing.FollowAsync(transaction, integrationEvent.AsksForReports, cancellationToken)
            : throw new InvalidOperationException($"{UserConfigUpdated.Topic} names another user than its own context.");
}
