using Microsoft.Extensions.Options;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Delivery.Push;

/// <summary>Tells the connections that the user has open: an event that every gateway hears, written with the note that it was told.</summary>
internal sealed class PushChannel(IOptions<DeliveryOptions> options) : IDeliveryChannel
{
    public string Name => NotificationChannel.Push.Value;

    public bool TakesDigests => true;

    public Task<ChannelOutcome> TryAsync(DeliveryTry attempt, CancellationToken cancellationToken) => Task.FromResult(ChannelOutcome.Sent with
    {
        With = async (transaction, token) =>
        {
            // Of reports and of alerts by themselves: not every credential reaches both.
            foreach (var items in attempt.Items.GroupBy(static item => item.Subject.Kind, StringComparer.Ordinal))
            {
                await transaction.PublishAsync(Notice(attempt, [.. items]), token);
            }
        },
    });

    private NoticePushed Notice(DeliveryTry attempt, IReadOnlyList<DeliveryItem> items)
    {
        var (first, isReport) = (items[0], items[0].Subject.Kind == SubjectKind.Report);
        return items.Count == 1
            ? new NoticePushed(first.DeliveryId, first.Subject.Kind, first.Subject.Id, first.Subject.Status, first.Subject.Title, options.Value.LinkTo(first.Subject),
                isReport && first.Subject.Markdown is not null ? FormOf(attempt.Format) : null)
            : new NoticePushed(attempt.MessageId, first.Subject.Kind, first.Subject.Id, null, DigestTexts.TitleOf(items), options.Value.LinkTo(isReport ? Operations.Reports.ListReports.Path : Operations.Reports.GetAlerts.Path), null,
                [.. items.Select(static item => new NoticeItem(item.DeliveryId, item.Subject.Kind, item.Subject.Id, item.Subject.Status, item.Subject.Title))]);
    }

    private static string FormOf(ReportFormat format) => format == ReportFormat.Pdf ? MediaTypes.Pdf : format == ReportFormat.Html ? MediaTypes.Html : MediaTypes.Markdown;
}
