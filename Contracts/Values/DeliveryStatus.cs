namespace Nanobot.Contracts.Values;

/// <summary>How far the delivery of a report by one way is.</summary>
public sealed record DeliveryStatus : Choice<DeliveryStatus>, IChoice<DeliveryStatus>
{
    private DeliveryStatus(string value)
        : base(value)
    {
    }

    /// <summary>It waits for its first try, its next one, or the end of the user's quiet hours.</summary>
    public static DeliveryStatus Pending { get; } = new("pending");

    /// <summary>It is there.</summary>
    public static DeliveryStatus Sent { get; } = new("sent");

    /// <summary>It came to nothing, and is not tried any more.</summary>
    public static DeliveryStatus Failed { get; } = new("failed");

    /// <summary>It was not tried: the way is not set up.</summary>
    public static DeliveryStatus Skipped { get; } = new("skipped");

    /// <summary>Nobody knows whether it is there, and it is not told again by itself.</summary>
    public static DeliveryStatus Unknown { get; } = new("unknown");

    /// <inheritdoc />
    public static IReadOnlyList<DeliveryStatus> All { get; } = [Pending, Sent, Failed, Skipped, Unknown];
}
