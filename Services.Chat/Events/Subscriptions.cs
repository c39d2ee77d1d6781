using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Chat.Events;

/// <summary>All that the chat module listens to.</summary>
internal static class Subscriptions
{
    public static IReadOnlyList<ModuleTopic> All { get; } =
    [
        Subscription.Of<UserCreated, ProvisionWorkspace>(), Subscription.Of<UserConfigUpdated, ShowConfiguration>(), Subscription.Of<TurnRequested, StartRequestedTurn>(), Subscription.Of<NotificationRequested, KeepRequestedNotification>(), Broadcast.To<TurnCancelled, CancelTurn>(),
        .. TenantStateTopics.All, .. RunningWorkTopics.All,
    ];
}
