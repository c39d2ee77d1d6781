using System.Text.Json;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What a user sends along with a webhook, between the wire and a row.</summary>
internal static class WebhookBody
{
    /// <summary>As it is kept, and goes out; empty where it has what is no text (half a pair of UTF-16), null where there is none.</summary>
    public static string? Write(IReadOnlyDictionary<string, JsonElement>? body)
    {
        try
        {
            return body is null ? null : JsonSerializer.Serialize(body, Json.Wire);
        }
        // How the library says so; it has no way of asking first.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>As answers show it.</summary>
    public static JsonElement? Read(string? body) => body is null ? null : JsonSerializer.Deserialize<JsonElement>(body);
}
