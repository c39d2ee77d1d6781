using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>What the scheduler listens to.</summary>
internal static class Subscriptions
{
    public static IReadOnlyList<ModuleTopic> All { get; } =
    [
        Subscription.Of<ReportCompleted, CompleteOccurrence>(), Subscription.Of<TurnCompleted, CompleteTurnOccurrence>(),
        Subscription.Of<UserConfigUpdated, FollowPreferences>(), .. TenantStateTopics.All,
    ];
}
