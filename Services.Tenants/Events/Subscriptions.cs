using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Messaging;

namespace Nanobot.Services.Tenants.Events;

/// <summary>Every event that this module takes up.</summary>
internal static class Subscriptions
{
    public static IReadOnlyList<ModuleTopic> All { get; } = [Subscription.Stated<AuditRecorded, KeepAuditEntry>()];
}
