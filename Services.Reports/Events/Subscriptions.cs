using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Reports.Events;

/// <summary>Every event that this module takes up.</summary>
internal static class Subscriptions
{
    public static IReadOnlyList<ModuleTopic> All { get; } = [Subscription.Of<ReportRequested, QueueRequestedReport>(), Broadcast.To<ReportCancelled, CancelReport>(), .. TenantStateTopics.All, .. RunningWorkTopics.All];
}
