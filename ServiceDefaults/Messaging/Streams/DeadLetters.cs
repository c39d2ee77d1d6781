using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Messaging.Delivery;

namespace Nanobot.ServiceDefaults.Messaging.Streams;

/// <summary>
/// Puts events aside on <c>{topic}.dlq</c>: the same bytes, and why in the metadata. A sidecar hands metadata on as HTTP
/// headers, so the names are header names and the values printable ASCII.
/// </summary>
internal sealed class DeadLetters(
    StreamCommands streams, Module module, MessagingMetrics metrics, IOptions<MessagingOptions> options, TimeProvider time)
{
    private const int LongestValue = 200;

    public async Task AddAsync(string deadLetterTopic, StreamEntry entry, Verdict verdict, CancellationToken cancellationToken)
    {
        var metadata = new Dictionary<string, string>
        {
            ["dead-letter-reason"] = Safe(verdict.DeadLetter!),
            ["dead-letter-group"] = Safe(module.Name),
            ["dead-letter-topic"] = Safe(entry.Topic),
            ["dead-letter-entry"] = Safe(entry.Id),
            ["dead-letter-attempts"] = verdict.Attempts.ToString(CultureInfo.InvariantCulture),
            ["dead-letter-time"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
        if (verdict.Error is { } error)
        {
            metadata["dead-letter-error"] = Safe(error);
        }

        await streams.AddAsync(deadLetterTopic, entry.Data, JsonSerializer.Serialize(metadata), options.Value.MaxLenApprox, cancellationToken);
        metrics.DeadLettered(entry.Topic, verdict.DeadLetter!);
    }

    internal static string Safe(string value) =>
        string.Concat(value.Take(LongestValue).Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
