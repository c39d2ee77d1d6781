namespace Nanobot.Contracts.Events;

/// <summary>One of several things that a user is told of at once.</summary>
/// <param name="DeliveryId">By which its delivery is known.</param>
/// <param name="Kind">report or alert.</param>
/// <param name="SubjectId">The report, or the firing of the alert.</param>
/// <param name="Status">Of a report: completed or failed.</param>
/// <param name="Title">What it is, in one line.</param>
public sealed record NoticeItem(Guid DeliveryId, string Kind, Guid SubjectId, string? Status, string Title);
