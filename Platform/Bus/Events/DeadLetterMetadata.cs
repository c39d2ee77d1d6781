using System.Globalization;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Bus.Events;

/// <summary>
/// Says beside a dead letter why it is one. A sidecar hands metadata on as HTTP headers, so the names are header names and
/// the values printable ASCII.
/// </summary>
internal sealed class DeadLetterMetadata(Module module, TimeProvider time)
{
    private const int LongestValue = 200;

    public Dictionary<string, string> Describe(string topic, Verdict verdict)
    {
        var metadata = new Dictionary<string, string>
        {
            ["dead-letter-reason"] = Safe(verdict.DeadLetter!),
            ["dead-letter-group"] = Safe(module.Name),
            ["dead-letter-topic"] = Safe(topic),
            ["dead-letter-attempts"] = verdict.Attempts.ToString(CultureInfo.InvariantCulture),
            ["dead-letter-time"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
        if (verdict.Error is { } error)
        {
            metadata["dead-letter-error"] = Safe(error);
        }

        return metadata;
    }

    private static string Safe(string value) =>
        string.Concat(value.Take(LongestValue).Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
