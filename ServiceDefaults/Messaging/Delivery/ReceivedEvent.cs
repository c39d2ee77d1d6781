using System.Text.Json;

namespace Nanobot.ServiceDefaults.Messaging.Delivery;

/// <summary>An event as a transport hands it over. Nothing in it is proven yet.</summary>
/// <param name="Topic">The topic it came by.</param>
/// <param name="Data">The bytes of the envelope, as received.</param>
/// <param name="Envelope">The envelope, or null where the bytes are not one.</param>
internal sealed record ReceivedEvent(string Topic, byte[] Data, CloudEventEnvelope? Envelope)
{
    /// <summary>For logs: the id that the event claims.</summary>
    public string Id => Envelope?.Id ?? "(none)";

    /// <summary>Events of one lane are handled one after the other. Only an order depends on it, never a right.</summary>
    public string Lane => Envelope?.TenantId ?? "";

    public static ReceivedEvent Parse(string topic, byte[] data)
    {
        try
        {
            return new ReceivedEvent(topic, data, JsonSerializer.Deserialize<CloudEventEnvelope>(data, CloudEventEnvelope.Options));
        }
        catch (JsonException)
        {
            // Refused by the dispatcher, which says why and keeps the bytes.
            return new ReceivedEvent(topic, data, null);
        }
    }
}
