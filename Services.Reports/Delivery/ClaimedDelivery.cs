using Nanobot.Contracts.Values;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Delivery;

/// <summary>A delivery that belongs to this process for as long as it holds the lease.</summary>
/// <param name="Context">Whom it is made for: its user, in its tenant's state at the moment of the claim.</param>
/// <param name="Kind">One of <see cref="SubjectKind"/>.</param>
/// <param name="SubjectId">What is told of.</param>
/// <param name="Channel">By which way.</param>
/// <param name="DeliveryId">By which a receiver knows it again, in each try.</param>
/// <param name="Attempt">Which try it is, from 1 on.</param>
/// <param name="LeaseId">The lease.</param>
/// <param name="CreatedAt">Since when it is wanted.</param>
/// <param name="IsReplay">Whether somebody wants it told now, be it night.</param>
/// <param name="LastCode">Why the last try came to nothing.</param>
/// <param name="Format">In which form its user wants it, one of <see cref="ReportFormat"/>; null in rows of older versions.</param>
/// <param name="WasSending">Whether its last worker died while the other side may have had it already.</param>
/// <param name="DigestId">Of which message about several it is a part; null where it is none of one.</param>
internal sealed record ClaimedDelivery(
    TenantContext Context, string Kind, Guid SubjectId, string Channel, Guid DeliveryId, int Attempt, Guid LeaseId, DateTimeOffset CreatedAt, bool IsReplay, string? LastCode, string? Format = null,
    bool WasSending = false, Guid? DigestId = null) : IClaimedWork
{
    /// <summary>All that is told with it, by the same lease: itself, and the rest of its digest.</summary>
    public IReadOnlyList<DigestPart> Parts { get; init; } = [new(DeliveryId, Kind, SubjectId)];

    Guid IClaimedWork.WorkId => DeliveryId;
}
