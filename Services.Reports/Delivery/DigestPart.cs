namespace Nanobot.Services.Reports.Delivery;

/// <summary>One delivery of those that are made by one message.</summary>
/// <param name="DeliveryId">By which it is known.</param>
/// <param name="Kind">One of <see cref="SubjectKind"/>.</param>
/// <param name="SubjectId">What it tells of.</param>
internal sealed record DigestPart(Guid DeliveryId, string Kind, Guid SubjectId);
