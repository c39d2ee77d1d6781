namespace Nanobot.Services.Reports.Delivery;

/// <summary>One of the things that a message tells of.</summary>
/// <param name="DeliveryId">By which its delivery is known.</param>
/// <param name="Subject">What it is.</param>
internal sealed record DeliveryItem(Guid DeliveryId, DeliverySubject Subject);
