using Microsoft.Extensions.Options;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Delivery.Webhooks;

/// <summary>Tells the user's address, as it has it at that moment: whoever mends an address or turns a secret is heard by the next try.</summary>
internal sealed class WebhookChannel(KeptEvidence kept, WebhookBook book, WebhookGate gate, WebhookSender sender, HostPlaces places, IOptions<DeliveryOptions> options, TimeProvider time) : IDeliveryChannel
{
    private const string NotSetUp = "WEBHOOK_NOT_SET_UP";

    // Unless somebody has changed where it leads.
    private const string Pause = "update delivery_webhooks set paused_at = $4 where tenant_id = $1 and user_id = $2 and url = $3";

    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public string Name => NotificationChannel.Webhook.Value;

    // Each thing has an id by which its receiver knows it again: it is told by itself, in its order.
    public bool TakesDigests => false;

    public async Task<ChannelOutcome> TryAsync(DeliveryTry attempt, CancellationToken cancellationToken)
    {
        var (delivery, subject) = (attempt.Delivery, attempt.First.Subject);
        if (await book.FindAsync(delivery.Context, cancellationToken) is not { } endpoint)
        {
            return ChannelOutcome.Skipped(NotSetUp);
        }

        var url = new Uri(endpoint.Url, UriKind.Absolute);
        if (endpoint.PausedAt is not null)
        {
            return ChannelOutcome.Skipped(DeliveryCodes.Gone);
        }

        if (!gate.Tells(url))
        {
            return new ChannelOutcome(DeliveryCodes.Blocked);
        }

        await gate.DemandAsync(delivery.Context, url, cancellationToken);
        if (book.Open(delivery.Context, endpoint) is not { } secret)
        {
            return new ChannelOutcome(DeliveryCodes.Sealed, MayPass: true);
        }

        var body = (await MessageAsync(attempt, endpoint, cancellationToken)).ToBytes();
        var host = WebhookGate.HostOf(url);
        if (!places.TryTake(host))
        {
            return ChannelOutcome.BusyFor(BusyPause);
        }

        try
        {
            var outcome = await sender.SendAsync(url, delivery.DeliveryId, body, secret, cancellationToken);
            return new ChannelOutcome(outcome.Code, outcome.Status, outcome.MayPass, outcome.RetryAfter)
            {
                With = outcome.Code == DeliveryCodes.Gone ? (transaction, token) => PauseAsync(transaction, endpoint.Url, token) : null,
            };
        }
        finally
        {
            places.Return(host);
        }
    }

    private async Task<WebhookMessage> MessageAsync(DeliveryTry attempt, WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        var (context, subject) = (attempt.Context, attempt.First.Subject);
        var isReport = subject.Kind == SubjectKind.Report;
        var message = new WebhookMessage(subject.What, subject.At, new WebhookMessage.Subject(
            context.RequiredTenantId, context.RequiredUserId, isReport ? subject.Id : null, isReport ? null : subject.Id, subject.Type, subject.Status, subject.Title,
            options.Value.LinkTo(subject), subject.Error));
        var content = endpoint.Content == DeliveryContent.Preferred.Value ? ContentOf(attempt.Format).Value : endpoint.Content;
        if (subject.Markdown is not { } markdown || content == DeliveryContent.None.Value)
        {
            return message;
        }

        return content == DeliveryContent.Html.Value
            ? message.With(MediaTypes.Html, ReportPage.Render(markdown, isReport ? await kept.FindSnapshotAsync(context, subject.Id, cancellationToken) : null))
            : message.With(MediaTypes.Markdown, markdown);
    }

    // What is printed is read by its link: no text of JSON.
    private static DeliveryContent ContentOf(ReportFormat format) => format == ReportFormat.Html ? DeliveryContent.Html : format == ReportFormat.Pdf ? DeliveryContent.None : DeliveryContent.Markdown;

    private Task PauseAsync(TenantTransaction transaction, string url, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        cancellationToken, new Sql(Pause, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, url, time.GetUtcNow()));
}
