using Nanobot.Contracts.Values;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Delivery;

/// <summary>One try: what is told to whom.</summary>
/// <param name="Delivery">The delivery, or the first of a digest.</param>
/// <param name="Items">What is told, in its order: more than one are a digest.</param>
/// <param name="BeginAsync">
/// Notes that the other side may have it from now on; false where it is another's by now, and nothing must be sent. Only ways whose receivers do not know again what they have need it.
/// </param>
internal sealed record DeliveryTry(ClaimedDelivery Delivery, IReadOnlyList<DeliveryItem> Items, Func<CancellationToken, Task<bool>> BeginAsync)
{
    /// <summary>The user.</summary>
    public TenantContext Context => Delivery.Context;

    /// <summary>What is told, or told first.</summary>
    public DeliveryItem First => Items[0];

    /// <summary>By which the message is known again, in each try.</summary>
    public Guid MessageId => Items.Count > 1 ? Delivery.DigestId ?? Delivery.DeliveryId : Delivery.DeliveryId;

    /// <summary>In which form the user wants reports.</summary>
    public ReportFormat Format => ReportFormat.TryParse(Delivery.Format, out var format) ? format : ReportFormat.Markdown;
}
