using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Events;

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

    /// <summary>Whether it is genuine: whole, signed by the module that it comes from, and of the tenant and the user that it names.</summary>
    /// <param name="codec">Verifies the context.</param>
    /// <param name="context">Whose it is.</param>
    /// <param name="reason">Otherwise one of <see cref="DeadLetterReason"/>.</param>
    [MemberNotNullWhen(true, nameof(Envelope))]
    public bool TryVerify(TenantContextCodec codec, [NotNullWhen(true)] out TenantContext? context, [NotNullWhen(false)] out string? reason)
    {
        context = null;
        if (Envelope is not { Id.Length: > 0, Source.Length: > 0 })
        {
            reason = DeadLetterReason.Malformed;
            return false;
        }

        if (codec.Open(Envelope.TenantContext) is not { Audience: ContextAudience.Event, Context: { HasTenant: true } signed } verified)
        {
            reason = DeadLetterReason.ContextInvalid;
            return false;
        }

        if (verified.Issuer != Envelope.Source || signed.TenantId != Envelope.TenantId || (signed.UserId ?? "") != (Envelope.UserId ?? ""))
        {
            reason = DeadLetterReason.ContextMismatch;
            return false;
        }

        (context, reason) = (signed, null);
        return true;
    }

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
