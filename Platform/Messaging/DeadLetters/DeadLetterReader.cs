using System.Globalization;
using System.Text.Json;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Redis;

namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>Reads what stands in an entry of dead letters, whoever wrote it: what is not as it should be is left out.</summary>
internal static class DeadLetterReader
{
    public static DeadLetter Read(ReceivedEvent received, StackExchange.Redis.StreamEntry entry)
    {
        var why = Metadata((string?)entry[StreamEntry.MetadataField]);
        var envelope = received.Envelope;
        return new DeadLetter(
            received.Topic, entry.Id!, why.GetValueOrDefault("dead-letter-reason"), why.GetValueOrDefault("dead-letter-group"),
            int.TryParse(why.GetValueOrDefault("dead-letter-attempts"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) ? attempts : null,
            why.GetValueOrDefault("dead-letter-error"),
            DateTimeOffset.TryParse(why.GetValueOrDefault("dead-letter-time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null,
            envelope?.Id, envelope?.Source, envelope?.TenantId, envelope?.UserId, envelope?.Time.ToUniversalTime(), envelope?.TraceParent,
            envelope?.Data is { ValueKind: not JsonValueKind.Undefined } data ? data : null);
    }

    private static Dictionary<string, string> Metadata(string? text)
    {
        try
        {
            return text is not null && JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) is { } members
                ? members.Where(static member => member.Value.ValueKind == JsonValueKind.String).ToDictionary(static member => member.Key, static member => member.Value.GetString()!, StringComparer.OrdinalIgnoreCase)
                : [];
        }
        catch (JsonException)
        {
            // Somebody else's entry: it is shown without a reason.
            return [];
        }
    }
}
