namespace Nanobot.Services.Reports.Delivery;

/// <summary>A way by which users are told of things.</summary>
internal interface IDeliveryChannel
{
    /// <summary>Its name, as preferences have it.</summary>
    string Name { get; }

    /// <summary>Tells the user once; what came of it, where <paramref name="cancellationToken"/> does not end it.</summary>
    Task<ChannelOutcome> TryAsync(ClaimedDelivery delivery, DeliverySubject subject, CancellationToken cancellationToken);
}
