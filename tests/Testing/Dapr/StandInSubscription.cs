using System.Text.Json.Serialization;

namespace Nanobot.Testing.Dapr;

/// <summary>One item of an application's answer to <c>GET /dapr/subscribe</c>.</summary>
public sealed record StandInSubscription(
    [property: JsonPropertyName("pubsubname")] string PubSub,
    [property: JsonPropertyName("topic")] string Topic,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("deadLetterTopic")] string? DeadLetterTopic);
