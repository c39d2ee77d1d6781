using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Rights;

/// <summary>Which types of reports policies let somebody have made: asked where a report is asked for, and of what a schedule asks for when it is made.</summary>
internal sealed class ReportRights(ModuleRights rights, RefusalTrail trail)
{
    /// <summary>Why a report of that type may not be asked for; null where it may.</summary>
    public async Task<Refusal?> CheckAsync(TenantContext context, string reportType, ReportOrigin origin, CancellationToken cancellationToken)
    {
        var refusal = await rights.CheckAsync(context, new Use(ResourceKind.Report, reportType), cancellationToken);
        // What comes from the gateway is told by the gateway.
        if (refusal is { Code: RightsRefusals.DeniedCode } && origin == ReportOrigin.Chat)
        {
            await trail.TellAsync(context, Operations.Reports.RequestReport.Name, $"{ResourceKind.Report}:{reportType}", refusal.Code, cancellationToken);
        }

        return refusal;
    }

    /// <summary>For reports that a schedule asks for.</summary>
    /// <exception cref="DeniedException">A report of that type may not be made.</exception>
    public ValueTask DemandAsync(TenantContext context, string reportType, CancellationToken cancellationToken) =>
        rights.DemandAsync(context, new Use(ResourceKind.Report, reportType) { Origin = WorkOrigin.Schedule }, cancellationToken);
}
