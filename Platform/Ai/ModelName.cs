using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai;

/// <summary>Names of models.</summary>
public static class ModelName
{
    /// <summary>The model that a call asks for: the one that its settings name, or that of the client.</summary>
    public static string AskedOf(IChatClient client, ChatOptions? settings) => settings?.ModelId is { Length: > 0 } model
        ? model
        : client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unknown";
}
