using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Services.Gateway.Events;

/// <summary>Every event that each process of the gateway hears.</summary>
internal static class Subscriptions
{
    public static IReadOnlyList<ModuleTopic> All { get; } =
    [
        Broadcast.To<ApiKeyRevoked, ForgetRevokedKey>(),
        Broadcast.To<JobRearmed, TellJobRearmed>(),
        Broadcast.To<JobRunEnded, TellJobRunEnded>(),
        Broadcast.To<NotificationCreated, TellNotification>(),
        Broadcast.To<NoticePushed, TellNotice>(),
        Broadcast.To<ReportCompleted, TellReportCompleted>(),
        Broadcast.To<TenantSuspended, TakeOverTenantChange>(),
        Broadcast.To<TenantActivated, TakeOverTenantChange>(),
        Broadcast.To<TenantDeleted, TakeOverTenantChange>(),
        Broadcast.To<TenantExpired, TakeOverTenantChange>(),
        Broadcast.To<TenantTierChanged, TakeOverTenantChange>(),
        Broadcast.To<UserCreated, LetInCreatedUser>(),
        Broadcast.To<UserTokensRevoked, EndTokensOfUser>(),
    ];
}
