using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>Puts events aside on <c>{topic}.dlq</c>: the same bytes, and why in the metadata.</summary>
internal sealed class DeadLetters(StreamCommands streams, DeadLetterMetadata describe, MessagingMetrics metrics, IOptions<MessagingOptions> options)
{
    public async Task AddAsync(string deadLetterTopic, StreamEntry entry, Verdict verdict, CancellationToken cancellationToken)
    {
        var metadata = describe.Describe(entry.Topic, verdict);
        metadata["dead-letter-entry"] = entry.Id;
        await streams.AddAsync(deadLetterTopic, entry.Data, JsonSerializer.Serialize(metadata), options.Value.MaxLenApprox, cancellationToken);
        metrics.DeadLettered(entry.Topic, verdict.DeadLetter!);
    }
}
