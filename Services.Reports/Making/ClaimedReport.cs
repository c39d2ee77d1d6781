using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Making;

/// <summary>A report that belongs to this process for as long as it holds the lease.</summary>
/// <param name="Context">What it is made as: its user, in its tenant's state at the moment of the claim.</param>
/// <param name="IsScheduled">Whether a job asked for it, and so nobody whom policies could have refused it.</param>
internal sealed record ClaimedReport(
    TenantContext Context,
    Guid ReportId,
    string ReportType,
    string? TraceParent,
    int Attempts,
    Guid LeaseId,
    bool IsScheduled) : IClaimedWork
{
    public string TenantId => Context.RequiredTenantId;

    public string UserId => Context.RequiredUserId;

    Guid IClaimedWork.WorkId => ReportId;
}
