using Microsoft.Extensions.Options;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Delivery.Assistant;

/// <summary>
/// Leaves word with the user's assistant: the title, the beginning and where it is read. An event that the chat module hears, written with the note that it was told; the delivery's id keeps it from being
/// kept twice. What it says comes from feeds and models, and goes as words of the web.
/// </summary>
internal sealed class AssistantChannel(IOptions<DeliveryOptions> options) : IDeliveryChannel
{
    private const int LongestOfOne = 600;

    private static readonly string[] Labels = [TextOrigin.Web.Value];

    public string Name => NotificationChannel.Assistant.Value;

    public bool TakesDigests => true;

    public Task<ChannelOutcome> TryAsync(DeliveryTry attempt, CancellationToken cancellationToken)
    {
        var text = string.Join("\n\n", attempt.Items.Count == 1 ? [Of(attempt.First.Subject)] : attempt.Items.Select(item => $"{item.Subject.Title}\n{options.Value.LinkTo(item.Subject)}").Prepend(DigestTexts.TitleOf(attempt.Items)));
        var requested = new NotificationRequested(attempt.MessageId, TextCut.Shortened(text, NotificationRequested.Longest), Labels);
        return Task.FromResult(ChannelOutcome.Sent with { With = (transaction, token) => transaction.PublishAsync(requested, token) });
    }

    private string Of(DeliverySubject subject) => string.Join("\n\n",
        new[] { subject.Title, subject.Markdown is { } markdown ? ReportBeginning.Of(markdown, LongestOfOne) : subject.Error, options.Value.LinkTo(subject) }.Where(static part => !string.IsNullOrEmpty(part)));
}
