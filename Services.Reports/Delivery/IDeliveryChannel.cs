namespace Nanobot.Services.Reports.Delivery;

/// <summary>A way by which users are told of things.</summary>
internal interface IDeliveryChannel
{
    /// <summary>Its name, as preferences have it.</summary>
    string Name { get; }

    /// <summary>Whether what has waited for the end of quiet hours is told in one message.</summary>
    bool TakesDigests { get; }

    /// <summary>Tells the user once; what came of it, where <paramref name="cancellationToken"/> does not end it.</summary>
    Task<ChannelOutcome> TryAsync(DeliveryTry attempt, CancellationToken cancellationToken);
}
