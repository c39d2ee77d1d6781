using Dapr.Client;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>
/// Puts events aside on <c>{topic}.dlq</c> through the sidecar. Its own way of doing so tells no reason, so it is used only
/// for what could not be read here.
/// </summary>
internal sealed class DaprDeadLetters(
    DaprClient dapr, DeadLetterMetadata metadata, MessagingMetrics metrics, IOptions<MessagingOptions> options, TimeProvider time)
{
    public async Task AddAsync(ReceivedEvent received, Verdict verdict, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.DaprTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var why = metadata.Describe(received.Topic, verdict);
        // The same bytes: otherwise the sidecar would write the dead letters' topic into the envelope, and refuse what is none.
        why["rawPayload"] = "true";
        await dapr.PublishByteEventAsync(
            options.Value.PubSub, Topics.DeadLettersOf(received.Topic), received.Data, DaprPublisher.ContentType, why, linked.Token);
        metrics.DeadLettered(received.Topic, verdict.DeadLetter!);
    }
}
