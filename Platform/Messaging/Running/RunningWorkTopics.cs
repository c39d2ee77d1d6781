using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Messaging.Running;

/// <summary>Lets a module end what runs for a tenant (<see cref="RunningWork"/>); for modules with work that takes longer than moments.</summary>
public static class RunningWorkTopics
{
    /// <summary>The events that end it, and what ends it.</summary>
    public static IReadOnlyList<ModuleTopic> All { get; } =
    [
        Broadcast.To<TenantSuspended, EndRunningWork>(),
        Broadcast.To<TenantExpired, EndRunningWork>(),
        Broadcast.To<TenantDeleted, EndRunningWork>(),
    ];
}
