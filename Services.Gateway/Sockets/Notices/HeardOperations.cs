using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Guards;

namespace Nanobot.Services.Gateway.Sockets.Notices;

/// <summary>What happens is told to those who could ask for it.</summary>
internal static class HeardOperations
{
    private static readonly Operation[] Told = [Operations.Reports.GetReport, Operations.Reports.GetAlerts, Operations.Scheduler.GetJobHistory, Operations.Chat.ListNotifications, Operations.Gateway.GetLimits];

    /// <summary>The operations of which a caller hears what they would show: those that its scopes reach.</summary>
    public static Operation[] Of(Principal principal) => Array.FindAll(Told, operation => ScopeGuard.Check(principal, operation) is null);
}
