using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Running;

namespace Nanobot.Services.Chat.Events;

/// <summary>All that the chat module listens to.</summary>
internal static class Subscriptions
{
    public static IReadOnlyList<ModuleTopic> All { get; } = [Subscription.Of<UserCreated, ProvisionWorkspace>(), .. RunningWorkTopics.All];
}
