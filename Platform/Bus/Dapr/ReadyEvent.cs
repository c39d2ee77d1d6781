using System.Text.Json;
using System.Text.Json.Serialization;
using Dapr;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>An envelope that is whole already, for the SDK's bulk call: of a <see cref="CloudEvent"/> it tells the sidecar that it is one.</summary>
[JsonConverter(typeof(Writer))]
internal sealed class ReadyEvent(PublishLane lane) : CloudEvent
{
    /// <summary>Whose turn it is.</summary>
    public PublishLane Lane => lane;

    internal sealed class Writer : JsonConverter<ReadyEvent>
    {
        public override ReadyEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Envelopes are written only.");

        public override void Write(Utf8JsonWriter writer, ReadyEvent value, JsonSerializerOptions options) => writer.WriteRawValue(value.Lane.Next.Envelope, skipInputValidation: true);
    }
}
