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
        var (data, withheld) = ShownData.Of(received.Topic, envelope?.Data ?? default);
        return new DeadLetter(
            received.Topic, entry.Id!, why.GetValueOrDefault("dead-letter-reason"), why.GetValueOrDefault("dead-letter-group"),
            int.TryParse(why.GetValueOrDefault("dead-letter-attempts"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) ? attempts : null,
            why.GetValueOrDefault("dead-letter-error"),
            DateTimeOffset.TryParse(why.GetValueOrDefault("dead-letter-time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null,
            received.Data.Length, ShownText.Of(envelope?.Id), ShownText.Of(envelope?.Source), ShownText.Of(envelope?.TenantId), ShownText.Of(envelope?.UserId), envelope?.Time.ToUniversalTime(),
            ShownText.Of(envelope?.TraceParent), data, withheld);
    }

    private static Dictionary<string, string> Metadata(string? text)
    {
        try
        {
            return text is not null && JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) is { } members
                ? members.Where(static member => member.Value.ValueKind == JsonValueKind.String && ShownText.IsShown(member.Value.GetString()))
                    // Names of headers, where a sidecar wrote them.
                    .DistinctBy(static member => member.Key, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(static member => member.Key, static member => member.Value.GetString()!, StringComparer.OrdinalIgnoreCase)
                : [];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Somebody else's entry: it is shown without a reason.
            return [];
        }
    }
}
